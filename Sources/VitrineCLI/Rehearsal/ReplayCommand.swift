import ArgumentParser
import VitrineChild
import VitrineRehearsal
import VitrineServer

/// `vitrine replay`: a journal's requests against this version of the server.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Send a journal's requests again, and say where the answers are others now.",
        discussion: """
            The journal is one that rehearse or proxy wrote with --journal, or an HTTP archive of another program. Give the \
            scenario that it was recorded in. Ends with 1 when an answer is another one, with 125 when the requests couldn't \
            be sent again, and with 128 and the signal's number when a signal ended it. With --journal, the calls of now are \
            written as well.
            """
    )

    @Argument(help: "The journal's file.")
    var file: String

    @OptionGroup(title: "Rehearsal")
    var flags: StageFlags

    func validate() throws {
        guard !file.isEmpty else { throw ValidationError("Name the journal's file: vitrine replay journal.har") }
    }

    func run() async throws {
        let status: Int32
        do {
            // Before signals are taken: whoever waits here for a pipe can be ended as ever.
            status = try await hasChanges(replaying: try exchanges()) ? 1 : 0
        } catch let interrupted as ExitCode {
            throw interrupted
        } catch {
            StandardError.write("Error: \(CommandFailure.readable(error))\n")
            status = 125
        }
        throw ExitCode(status)
    }

    private func exchanges() throws -> [Exchange] {
        let bytes = try NamedFile.bytes(of: file, upTo: JournalFile.mostBytes)
        do throws(JournalFileError) {
            return try JournalFile.exchanges(in: bytes)
        } catch {
            throw CommandFailure("\(file): \(error)")
        }
    }

    /// Whether an answer is another one.
    ///
    /// - Throws: `ExitCode` when a signal has ended it.
    private func hasChanges(replaying exchanges: [Exchange]) async throws -> Bool {
        let (order, interruptions) = (self, Interruptions(patience: .zero))
        defer { interruptions.stop() }
        let replay = Task { try await order.replay(exchanges) }
        interruptions.beforeChild { replay.cancel() }
        do {
            return try await replay.value
        } catch {
            guard let signal = interruptions.first else { throw error }
            throw ExitCode(128 + signal)
        }
    }

    private func replay(_ exchanges: [Exchange]) async throws -> Bool {
        let flags = flags
        return try await RehearsalDirectory.with(keeping: false) { directory in
            let clients = JournalReplay(exchanges).clients.map { RehearsalClient(id: $0, secret: nil) }
            return try await RehearsalStage.with(flags, in: directory, clients: clients, environment: [:]) { stage in
                let replay = JournalReplay(exchanges, withFaults: !stage.rehearsal.scenario.faults.isEmpty)
                let results = try await RehearsalReplay(stage.rehearsal, port: stage.port).run(replay)
                let report = ReplayReport(results)
                StandardOutput.write(report.text)
                await stage.rehearsal.conclude()
                try stage.writeJournal()
                return report.hasChanges
            }
        }
    }
}
