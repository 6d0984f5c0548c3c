/// How many things of a kind are there at a time: all tests begin at once, and machines that test are small.
package actor Slots {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(count: Int) {
        free = count
    }

    /// Those in which the current task has room already. Whoever waits for more while all others do waits for ever.
    @TaskLocal private static var held: Set<ObjectIdentifier> = []

    /// Runs `work` when there is room for it; at once within another call's `work`.
    package nonisolated func with<Value>(_ work: () async throws -> Value) async throws -> Value {
        let held = Self.held
        guard !held.contains(ObjectIdentifier(self)) else { return try await work() }
        await take()
        do {
            let value = try await Self.$held.withValue(held.union([ObjectIdentifier(self)])) { try await work() }
            await giveBack()
            return value
        } catch {
            await giveBack()
            throw error
        }
    }

    /// Waits for room and keeps it until the last reference to what is returned goes.
    package func hold() async -> Hold {
        await take()
        return Hold(self)
    }

    /// Room for one.
    package final class Hold: Sendable {
        private let slots: Slots

        fileprivate init(_ slots: Slots) {
            self.slots = slots
        }

        deinit {
            let slots = slots
            Task { await slots.giveBack() }
        }
    }

    private func take() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func giveBack() {
        guard waiting.isEmpty else {
            waiting.removeFirst().resume()
            return
        }
        free += 1
    }
}
