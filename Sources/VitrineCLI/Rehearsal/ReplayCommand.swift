import ArgumentParser
import Foundation
import VitrineRehearsal
import VitrineServer

/// `vitrine replay`: a journal's requests against this version of the server.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Send a journal's requests again, and say where the answers are others now.",
        discussion: """
            The journal is one that rehearse or proxy wrote with --journal, or an HTTP archive of another program. Give the \
            scenario that it was recorded in. Ends with 1 when an answer is another one.
            """
    )

    @Argument(help: "The journal's file.")
    var file: String

    @OptionGroup(title: "Rehearsal")
    var flags: RehearsalFlags

    func run() async throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
        let exchanges = try JournalFile.exchanges(in: bytes)
        let flags = flags
        let results = try await RehearsalDirectory.with(keeping: false) { directory in
            let clients = JournalReplay(exchanges).clients.map { RehearsalClient(id: $0, secret: nil) }
            return try await RehearsalStage.with(flags, in: directory, clients: clients, environment: [:]) { stage in
                let replay = JournalReplay(exchanges, withFaults: !stage.rehearsal.scenario.faults.isEmpty)
                return try await RehearsalReplay(stage.rehearsal, port: stage.port).run(replay)
            }
        }
        for result in results { Self.tell(result) }
        let changed = results.count { !$0.differences.isEmpty || $0.obstacle != nil }
        StandardOutput.write("\(results.count) requests were sent again; \(changed) with another answer\n")
        if changed > 0 { throw ExitCode(1) }
    }

    private static func tell(_ result: ReplayedRequest) {
        let lines = result.differences.map(\.description) + (result.obstacle.map { [$0] } ?? [])
        guard !lines.isEmpty else { return }
        let exchange = result.exchange
        StandardOutput.write("\(exchange.id) \(exchange.request.method) \(exchange.request.target)\n")
        for line in lines { StandardOutput.write("    \(line)\n") }
    }
}
