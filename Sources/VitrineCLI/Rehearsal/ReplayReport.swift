import VitrineRehearsal
import VitrineServer

/// What came of a replay, for whoever reads standard output.
struct ReplayReport {
    private let results: [ReplayedRequest]
    private let changed: [ReplayedRequest]

    init(_ results: [ReplayedRequest]) {
        self.results = results
        changed = results.filter { !$0.differences.isEmpty || $0.obstacle != nil }
    }

    /// Whether an answer is another one, or there was none.
    var hasChanges: Bool { !changed.isEmpty }

    /// Each request with another answer, what is other about it, and how many there are.
    var text: String {
        let count = results.count == 1 ? "1 request was" : "\(results.count) requests were"
        return changed.map(Self.text(of:)).joined() + "\(count) sent again; \(changed.count) with another answer\n"
    }

    private static func text(of result: ReplayedRequest) -> String {
        let lines = result.differences.map(\.description) + (result.obstacle.map { [$0] } ?? [])
        return result.exchange.heading + "\n" + lines.map { "    \($0)\n" }.joined()
    }
}
