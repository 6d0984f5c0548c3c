import CLinux
import Glibc

/// Processes that a command has left behind.
package enum Stragglers {
    /// Lets those whose parents end become children of this process, so that they are found.
    package static func adoptOrphans() {
        _ = linux_adopt_orphans()
    }

    /// Ends everything below this process: asks, and after `patience`, or once nobody wants to wait, makes them end. Returns how
    /// many there were at first.
    package static func end(within patience: Duration, isHurried: () -> Bool = { false }) async -> Int {
        reap()
        var seen = Set(living())
        let count = seen.count
        for process in seen { ask(process) }
        let deadline = ContinuousClock.now + patience
        while true {
            reap()
            let left = living()
            guard !left.isEmpty else { return count }
            for process in left where seen.insert(process).inserted { ask(process) }
            if ContinuousClock.now >= deadline || isHurried() { for process in left { kill(process, SIGKILL) } }
            // Their ends are no events for one who isn't their parent.
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    private static func ask(_ process: pid_t) {
        kill(process, SIGTERM)
        // One that is stopped hears nothing else.
        kill(process, SIGCONT)
    }

    /// Collects children that have ended.
    private static func reap() {
        var status: Int32 = 0
        while waitpid(-1, &status, WNOHANG) > 0 {}
    }

    /// The descendants of this process that run.
    private static func living() -> [pid_t] {
        let processes = ProcessTable.read()
        var found: [pid_t] = []
        var parents: Set = [getpid()]
        while !parents.isEmpty {
            let children = processes.filter { parents.contains($0.parent) }
            found += children.filter { !$0.hasEnded }.map(\.id)
            parents = Set(children.map(\.id))
        }
        return found
    }
}

/// The machine's processes.
enum ProcessTable {
    struct Entry: Equatable {
        let id: pid_t
        let parent: pid_t

        /// It waits to be collected.
        let hasEnded: Bool
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
        return Entry(id: id, parent: parent, hasEnded: fields[0] == "Z" || fields[0] == "X")
    }

    private static func file(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
