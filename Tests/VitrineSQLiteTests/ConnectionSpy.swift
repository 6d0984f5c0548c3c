import GRDBSQLite
import Synchronization
import Testing

/// Sees which connections a store opens and which statements it runs, from the outside: through SQLite's own hooks.
enum ConnectionSpy {
    private struct Seen {
        /// Addresses of the connections' handles.
        var connections: [UInt] = []
        var statements: Set<String> = []
    }

    /// By directory name; connections to files elsewhere are let alone.
    private static let watched = Mutex<[String: Seen]>([:])

    /// Watches the connections that are opened to files in the directory of this name from now on.
    static func watch(_ directory: String) {
        watched.withLock { $0[directory] = Seen() }
        _ = hook
    }

    /// The statements that were run.
    static func statements(in directory: String) -> Set<String> {
        watched.withLock { $0[directory]?.statements ?? [] }
    }

    /// What a pragma reads on each connection, the one that writes first. The connections must be idle.
    static func readings(of pragma: String, in directory: String) -> [String?] {
        let connections = watched.withLock { $0[directory]?.connections ?? [] }.map { OpaquePointer(bitPattern: $0) }
        let ordered =
            connections.filter { sqlite3_db_readonly($0, "main") == 0 }
            + connections.filter { sqlite3_db_readonly($0, "main") == 1 }
        return ordered.map { read("PRAGMA \(pragma)", on: $0) }
    }

    /// Runs a statement on the connection that writes. For the writer's own thread alone, in the midst of a change.
    static func runAsWriter(_ sql: String, in directory: String) {
        let connections = watched.withLock { $0[directory]?.connections ?? [] }.map { OpaquePointer(bitPattern: $0) }
        let writer = connections.first { sqlite3_db_readonly($0, "main") == 0 }
        #expect(sqlite3_exec(writer ?? nil, sql, nil, nil, nil) == SQLITE_OK)
    }

    private static func read(_ sql: String, on connection: OpaquePointer?) -> String? {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK,
            sqlite3_step(statement) == SQLITE_ROW
        else { return nil }
        return sqlite3_column_text(statement, 0).map { String(cString: $0) }
    }

    private static func note(_ connection: OpaquePointer?, _ change: (inout Seen) -> Void) -> Bool {
        guard let connection, let file = sqlite3_db_filename(connection, "main") else { return false }
        let path = String(cString: file)
        return watched.withLock { watched in
            guard let directory = watched.keys.first(where: { path.contains("/\($0)/") }) else { return false }
            change(&watched[directory, default: Seen()])
            return true
        }
    }

    private typealias Opened =
        @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UnsafePointer<CChar>?>?, UnsafeRawPointer?
        ) -> CInt

    private static let opened: Opened = { connection, _, _ in
        let isWatched = ConnectionSpy.note(connection) { $0.connections.append(UInt(bitPattern: connection)) }
        if isWatched { sqlite3_trace_v2(connection, UInt32(SQLITE_TRACE_STMT), ConnectionSpy.ran, nil) }
        return SQLITE_OK
    }

    private static let ran:
        @convention(c) (UInt32, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> CInt =
            { _, _, statement, _ in
                let statement = OpaquePointer(statement)
                guard let text = sqlite3_sql(statement) else { return 0 }
                let sql = String(cString: text)
                _ = ConnectionSpy.note(sqlite3_db_handle(statement)) { $0.statements.insert(sql) }
                return 0
            }

    // SQLite's documentation: the entry point is passed as a function without parameters and called with these three.
    private static let hook: Void = {
        _ = sqlite3_auto_extension(unsafeBitCast(opened, to: (@convention(c) () -> Void).self))
    }()
}
