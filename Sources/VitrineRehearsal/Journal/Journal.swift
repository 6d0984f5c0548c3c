import Synchronization

/// The exchanges of a rehearsal, without secrets, in the order in which they ended.
///
/// It keeps so many of them, and so many bytes; the oldest make room, and are counted.
package final class Journal: Sendable {
    /// How much is kept.
    package struct Limits: Sendable {
        /// Most exchanges.
        package let exchanges: Int

        /// Most bytes of all exchanges together, roughly counted.
        package let bytes: Int

        /// Most bytes of one body; a longer one is cut and marked.
        package let bodyBytes: Int

        package init(exchanges: Int = 10_000, bytes: Int = 64 << 20, bodyBytes: Int = 256 << 10) {
            self.exchanges = max(1, exchanges)
            self.bytes = max(0, bytes)
            self.bodyBytes = max(0, bodyBytes)
        }
    }

    private let limits: Limits
    private let masking: JournalMasking
    private let state = Mutex(State())

    fileprivate struct State {
        var kept: [Exchange] = []

        /// Where in `kept` the oldest one stands; what is before it has made room already.
        var oldest = 0
        var bytes = 0
        var lastID: Int64 = 0
        var dropped = 0

        /// Whether the store was put back since the last exchange.
        var wasRestored = false
    }

    /// An empty journal.
    package init(limits: Limits = Limits(), masking: JournalMasking) {
        self.limits = limits
        self.masking = masking
    }

    /// Adds an exchange, masked, and gives its number.
    @discardableResult
    package func append(_ exchange: Exchange) -> Int64 {
        // Outside of the lock: a large body takes its time.
        var exchange = masking.masked(exchange)
        exchange.request.body = exchange.request.body.cut(to: limits.bodyBytes)
        if let body = exchange.answer?.body { exchange.answer?.body = body.cut(to: limits.bodyBytes) }
        return state.withLock { $0.append(exchange, limits) }
    }

    /// The exchanges that pass a filter, oldest first.
    package func exchanges(_ filter: JournalFilter = JournalFilter()) -> [Exchange] {
        let kept = state.withLock { Array($0.kept[$0.oldest...]) }
        return filter.isEverything ? kept : kept.filter(filter.passes)
    }

    /// How many exchanges are kept.
    package var count: Int { state.withLock { $0.kept.count - $0.oldest } }

    /// How many have made room for newer ones since the start or the last ``clear()``.
    package var dropped: Int { state.withLock { $0.dropped } }

    /// Notes that the store was put back to what it was: the next exchange carries it.
    package func noteRestore() {
        state.withLock { $0.wasRestored = true }
    }

    /// Forgets everything. Numbers go on where they were.
    package func clear() {
        state.withLock { $0 = State(lastID: $0.lastID) }
    }
}

extension Journal.State {
    fileprivate mutating func append(_ exchange: Exchange, _ limits: Journal.Limits) -> Int64 {
        lastID += 1
        var exchange = exchange
        exchange.id = lastID
        exchange.followsRestore = wasRestored
        wasRestored = false
        kept.append(exchange)
        bytes += exchange.cost
        while kept.count - oldest > limits.exchanges || (bytes > limits.bytes && kept.count - oldest > 1) {
            bytes -= kept[oldest].cost
            kept[oldest].forget()
            oldest += 1
            dropped += 1
        }
        // Moved now and then, so that each move is paid for by many that were added.
        if oldest > 64, oldest * 2 > kept.count {
            kept.removeFirst(oldest)
            oldest = 0
        }
        return lastID
    }
}

extension Exchange {
    /// Roughly the memory that it takes.
    fileprivate var cost: Int {
        let fields = request.headers + (answer?.headers ?? [])
        let headers = fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 64 }
        return 512 + request.target.utf8.count + headers + request.body.bytes.count + (answer?.body.bytes.count ?? 0)
    }

    /// Gives back what takes memory, before the exchange itself is removed.
    fileprivate mutating func forget() {
        request.headers = []
        request.body = RecordedBody([])
        answer = nil
    }
}
