import Glibc

/// The machine's processes.
enum ProcessTable {
    struct Entry: Equatable {
        /// Tells a process from a later one with its id.
        struct Identity: Hashable {
            let id: pid_t

            /// When it began, in the system's ticks; `nil` where the line ends before.
            let start: UInt64?
        }

        let id: pid_t
        let parent: pid_t

        /// It waits to be collected.
        let hasEnded: Bool
        var start: UInt64? = nil

        var identity: Identity { Identity(id: id, start: start) }
    }

    static func read() -> [Entry] {
        guard let directory = opendir("/proc") else { return [] }
        defer { closedir(directory) }
        var entries: [Entry] = []
        while let found = readdir(directory) {
            let name = withUnsafeBytes(of: found.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard pid_t(name) != nil, let text = file("/proc/\(name)/stat") else { continue }
            if let entry = entry(text) { entries.append(entry) }
        }
        return entries
    }

    /// The process that a line of `/proc/PID/stat` is about. Its name may have spaces and brackets in it.
    static func entry(_ line: String) -> Entry? {
        guard let opening = line.firstIndex(of: "("), let closing = line.lastIndex(of: ")") else { return nil }
        let fields = line[closing...].dropFirst().split(separator: " ")
        guard fields.count >= 2, let id = pid_t(line[..<opening].filter { $0 != " " }), let parent = pid_t(fields[1])
        else { return nil }
        // Source: proc_pid_stat(5), where the state is field 3 and the start field 22.
        let start = fields.count > 19 ? UInt64(fields[19]) : nil
        return Entry(id: id, parent: parent, hasEnded: fields[0] == "Z" || fields[0] == "X", start: start)
    }

    private static func file(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
