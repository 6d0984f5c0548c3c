import Synchronization

/// Counts events, and tells of each when it is seen for the first time.
final class Sightings: Sendable {
    /// A client could name new hosts forever.
    private static let limit = 1000

    private let counts = Mutex<[ProxyEvent: Int]>([:])
    private let tell: @Sendable (ProxyEvent) -> Void

    init(tell: @escaping @Sendable (ProxyEvent) -> Void) {
        self.tell = tell
    }

    var all: [ProxyEvent: Int] { counts.withLock { $0 } }

    func add(_ event: ProxyEvent) {
        let isNew = counts.withLock { counts in
            guard let count = counts[event] else {
                guard counts.count < Self.limit else { return false }
                counts[event] = 1
                return true
            }
            counts[event] = count + 1
            return false
        }
        if isNew { tell(event) }
    }
}
