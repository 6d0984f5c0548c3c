import Foundation
import VitrineTestKit

@testable import VitrineChild

/// A shell that starts others below itself when it is told to. Those of this process are other tests' as well.
struct Family: Sendable {
    struct Mute: Error {}

    let root: pid_t

    private let orders: FileHandle
    private let answers: FileHandle

    /// Ends all of it afterwards.
    static func with<Value>(_ work: (Family) async throws -> Value) async throws -> Value {
        try await withTemporaryDirectory { directory in
            let (orders, answers) = (directory.path + "/orders", directory.path + "/answers")
            guard mkfifo(orders, 0o600) == 0, mkfifo(answers, 0o600) == 0 else { throw Mute() }
            // One at a time, so that neither waits for the other's end.
            let script = "exec <\"$0\" >\"$1\"; while read -r order; do eval \"$order\"; done"
            let child = try ChildCommand(
                ["/bin/sh", "-c", script, orders, answers],
                environment: ["PATH": "/usr/bin:/bin"]
            )
            .start()
            let family = Family(
                root: child.id,
                orders: try FileHandle(forWritingTo: URL(filePath: orders)),
                answers: try FileHandle(forReadingFrom: URL(filePath: answers))
            )
            do {
                let value = try await work(family)
                await family.end(child)
                return value
            } catch {
                await family.end(child)
                throw error
            }
        }
    }

    /// Starts a command in the background; its id.
    func grow(_ command: String) async throws -> pid_t {
        try orders.write(contentsOf: Data("\(command) & echo $!\n".utf8))
        var line = Data()
        while let byte = try answers.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) { line += byte }
        guard let id = pid_t(String(decoding: line, as: UTF8.self)) else { throw Mute() }
        return id
    }

    /// All below the shell that run.
    var living: Set<pid_t> {
        Set(Stragglers.descendants(of: root, sparing: []).filter { !$0.hasEnded }.map(\.id))
    }

    private func end(_ child: RunningChild) async {
        for process in living { kill(process, SIGKILL) }
        child.send(SIGKILL)
        _ = await child.end()
    }
}
