import ArgumentParser
import Foundation
import UnixSignals
import VitrineProxy
import VitrineRehearsal

/// `vitrine proxy`: a rehearsal for whatever is started beside it.
struct ProxyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy",
        abstract: "Keep a rehearsal open for a shell or a CI job.",
        discussion: """
            Prints the export lines for its clients on standard output, the last of them once it can be used, and runs until \
            SIGTERM, SIGINT, SIGHUP or SIGQUIT. Then it tells on standard error what rehearse tells.
            """
    )

    @Option(help: "Port of the proxy; 0 takes a free one.")
    var port = 0

    @OptionGroup(title: "Rehearsal")
    var flags: RehearsalFlags

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup, .sigquit)
        let (flags, port) = (flags, port)
        try await RehearsalDirectory.with(keeping: false) { directory in
            try await RehearsalStage.with(
                flags.stage,
                allowing: try HostNames(flags.allow),
                in: directory,
                port: port,
                clients: [RehearsalClient(environment: environment)],
                environment: environment
            ) { stage in
                StandardOutput.write(RehearsalEnvironment(stage).exports(over: environment))
                for await _ in signals { break }
                StandardError.write(
                    await stage.summary([]).text(width: StandardError.width, hasColour: StandardError.hasColour)
                )
                try stage.writeJournal()
            }
        }
    }
}
