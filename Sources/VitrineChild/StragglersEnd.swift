/// What became of the processes that a command has left behind.
package struct StragglersEnd: Sendable, Equatable {
    /// How many of those that were there at first are gone.
    package let ended: Int

    /// The ids of those that nothing could end, as another user's, the lowest first.
    package let left: [Int32]

    /// A sentence that says it, for whoever started the command; `nil` where there were none.
    package var sentence: String? {
        let count = ended + left.count
        guard let last = left.last else {
            guard count > 0 else { return nil }
            return "the command left \(Self.processes(count)) behind; \(count == 1 ? "it was" : "they were") ended."
        }
        let ids =
            left.count == 1 ? "\(last)" : left.dropLast().map(\.description).joined(separator: ", ") + " and \(last)"
        return "the command left \(Self.processes(count)) behind; \(ids) couldn't be ended."
    }

    private static func processes(_ count: Int) -> String { count == 1 ? "1 process" : "\(count) processes" }
}
