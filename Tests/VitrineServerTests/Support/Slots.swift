/// How many processes of a kind run at a time: each is a whole `vitrine`, and machines that test are small.
actor Slots {
    static let servers = Slots(count: 3)
    static let commands = Slots(count: 2)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private init(count: Int) {
        free = count
    }

    /// Runs `work` when there is room for it.
    nonisolated func with<Value>(_ work: () async throws -> Value) async throws -> Value {
        await take()
        do {
            let value = try await work()
            await giveBack()
            return value
        } catch {
            await giveBack()
            throw error
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
