import Synchronization

/// Counts what goes into a sink, and ends the exchange when it is more than was allowed.
final class FetchRoom: Sendable {
    private struct TooLarge: Error {}

    private struct State {
        var taken = 0
        var isExceeded = false
    }

    private let limit: Int

    /// Of an answer whose body is the file, or the part of it, that was asked for.
    private let status: Int
    private let sink: FetchSink
    private let state = Mutex(State())

    init(_ limit: Int, _ range: FetchRange, _ sink: @escaping FetchSink) {
        self.limit = limit
        status = range == .whole ? 200 : 206
        self.sink = sink
    }

    /// Whether more came, or was announced, than was allowed.
    var isExceeded: Bool { state.withLock { $0.isExceeded } }

    /// Whether the body of an answer that begins like this is wanted: the one that was asked for, when it doesn't say that it is too large.
    func fits(_ head: ReplyHead) -> FetchBody {
        guard head.status == status else { return .ignored }
        guard let length = head.headers["content-length"].flatMap({ Int($0) }), length > limit else { return .wanted }
        state.withLock { $0.isExceeded = true }
        return .refused
    }

    @Sendable func take(_ piece: [UInt8]) async throws {
        let isWithin = state.withLock { state in
            state.taken += piece.count
            state.isExceeded = state.taken > limit
            return !state.isExceeded
        }
        guard isWithin else { throw TooLarge() }
        try await sink(piece)
    }
}

/// What becomes of an answer's body.
package enum FetchBody: Sendable {
    case wanted

    /// The head is all that is of use.
    case ignored

    /// The exchange fails.
    case refused
}
