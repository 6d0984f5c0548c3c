import GRDB
import Synchronization

/// Read-only connections, each used by one thread at a time, without a hop to another thread.
///
/// A read is some microseconds: waiting for a thread of the store's own would take longer than the read.
final class ReaderPool: Sendable {
    private let idle: Mutex<[DatabaseQueue]>

    /// Used, in line, by whoever finds no idle connection.
    private let shared: DatabaseQueue

    init(path: String, count: Int) throws {
        idle = Mutex(
            try (0..<max(0, count - 1)).map { _ in try DatabaseQueue(path: path, configuration: Connections.reading) }
        )
        shared = try DatabaseQueue(path: path, configuration: Connections.reading)
    }

    /// Runs `work` on a connection. A single statement sees one state of the database; several may see several.
    func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
        guard let connection = idle.withLock({ $0.popLast() }) else { return try shared.unsafeRead(work) }
        defer { idle.withLock { $0.append(connection) } }
        return try connection.unsafeRead(work)
    }

    func close() throws {
        try shared.close()
        for connection in idle.withLock({ $0 }) { try connection.close() }
    }
}
