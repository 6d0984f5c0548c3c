import Foundation
import VitrineTestKit

/// `Tests/Faults/disk_faults.c`, compiled: makes the disk of a server slow or full.
struct DiskFaults: Sendable {
    private let library: URL
    private let place: Place

    private static let source = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Faults/disk_faults.c").standardizedFileURL

    /// Compiles the library beside the data directory.
    ///
    /// - Throws: ``Outcome`` when the compiler fails; the system's error when there is none.
    init(compilingFor place: Place) async throws {
        let library = place.root.appending(path: "disk_faults.so")
        let output = place.file("cc")
        let compiler = try Child(
            ["cc", "-Wall", "-Werror", "-shared", "-fPIC", "-O1", "-o", library.path, Self.source.path, "-ldl"],
            of: URL(filePath: "/usr/bin/env"),
            environment: [:],
            output: .file(URL(filePath: "/dev/null")),
            errors: output
        )
        let exit = await compiler.exit()
        guard exit == .code(0) else {
            throw Outcome(exit: exit, output: "cc", errors: try String(contentsOf: output, encoding: .utf8))
        }
        self.library = library
        self.place = place
    }

    private var flag: URL { place.data.appending(path: "disk-is-full") }

    /// The environment of a server whose disk can be full.
    var filling: [String: String] {
        ["LD_PRELOAD": library.path, "VITRINE_FAULT_FULL_FLAG": flag.path]
    }

    private var count: URL { place.root.appending(path: "syncs") }

    /// The environment of a server that waits for each sync, and counts them.
    func slow(microseconds: Int) -> [String: String] {
        [
            "LD_PRELOAD": library.path, "VITRINE_FAULT_FSYNC_MICROSECONDS": "\(microseconds)",
            "VITRINE_FAULT_SYNC_COUNT": count.path,
        ]
    }

    /// How often a slow server has synced.
    var syncs: Int { get throws { try Data(contentsOf: count).count } }

    private var killFlag: URL { place.data.appending(path: "kill-at") }

    /// The environment of a server that can be killed at a write.
    var killing: [String: String] {
        ["LD_PRELOAD": library.path, "VITRINE_FAULT_KILL_FLAG": killFlag.path]
    }

    /// From now on, kills the server in place of its `count`th write or sync.
    func kill(atWrite count: Int) throws { try Data("\(count)".utf8).write(to: killFlag, options: .atomic) }

    func killNoMore() throws { try FileManager.default.removeItem(at: killFlag) }

    func fill() throws { try Data().write(to: flag) }

    func empty() throws { try FileManager.default.removeItem(at: flag) }
}
