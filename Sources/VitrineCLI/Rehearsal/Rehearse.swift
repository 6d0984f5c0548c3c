import ArgumentParser
import Foundation
import VitrineChild
import VitrineProxy
import VitrineRehearsal

/// `vitrine rehearse`: a command in front of the command that is already there.
struct Rehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a command against a marketplace of its own.",
        discussion: """
            The portal's host name and the sign-in service's lead to a local server for as long as the command runs; any other \
            host is refused. Ends with the command's exit status: 127 when there is no such command, 126 when it can't be run, \
            128 and the signal's number when a signal ended it. A command that ends well ends with 1 here when something \
            that was expected wasn't seen. When the rehearsal itself fails, it is 125.
            """
    )

    @Option(help: "Something that has to be seen, as 'published contoso/vm'. May be given more than once.")
    var expect: [String] = []

    @Flag(help: "Keep the rehearsal's directory, and say where it is.")
    var keep = false

    @Flag(help: "Set the command's variables also where its environment has some, as behind a proxy of your own.")
    var replace = false

    @OptionGroup(title: "Rehearsal")
    var flags: RehearsalFlags

    @Argument(parsing: .postTerminator, help: "The command and its arguments, behind --.")
    var command: [String] = []

    /// How long a command that was told to end may take, and what it leaves behind.
    private static let patience = Duration.seconds(10)

    func validate() throws {
        guard let name = command.first, !name.isEmpty else {
            throw ValidationError("Give a command to rehearse, behind --: vitrine rehearse -- ./release.sh")
        }
        _ = try expectations()
    }

    func run() async throws {
        let interruptions = Interruptions(patience: Self.patience)
        let (order, expectations) = (self, try expectations())
        let rehearsal = Task { try await order.rehearse(expectations, interruptions) }
        interruptions.beforeChild { rehearsal.cancel() }
        let status: Int32
        do {
            status = try await rehearsal.value
        } catch  where interruptions.first != nil {
            status = 128 + (interruptions.first ?? 0)
        } catch let failure as ChildFailure {
            StandardError.write("vitrine: \(failure)\n")
            status = failure.exitStatus
        } catch {
            StandardError.write("Error: \(CommandFailure.readable(error))\n")
            status = 125
        }
        throw ExitCode(status)
    }

    private func expectations() throws -> [Expectation] {
        try expect.map { text in
            do throws(ExpectationError) {
                return try Expectation(text)
            } catch {
                throw ValidationError(error.description)
            }
        }
    }

    /// A signal that comes meanwhile makes an end at once.
    private static func end(_ stragglers: Stragglers, _ interruptions: Interruptions) async {
        let before = interruptions.count
        let end = await stragglers.end(within: patience) { interruptions.count > before }
        if let sentence = end.sentence { StandardError.write("vitrine: \(sentence)\n") }
    }

    private func rehearse(_ expectations: [Expectation], _ interruptions: Interruptions) async throws -> Int32 {
        let (order, environment) = (self, ProcessInfo.processInfo.environment)
        return try await RehearsalDirectory.with(keeping: keep) { directory in
            try await RehearsalStage.with(
                flags.stage,
                allowing: try HostNames(flags.allow),
                in: directory,
                clients: [RehearsalClient(environment: environment)],
                environment: environment
            ) { stage in
                let end = try await order.run(on: stage, environment, interruptions)
                let summary = await stage.summary(expectations)
                StandardError.write(
                    summary.text(width: StandardError.width, hasColour: StandardError.hasColour)
                )
                let status = end == 0 && !summary.isAsExpected ? 1 : end
                do {
                    try stage.writeJournal()
                } catch  where status != 0 {
                    StandardError.write("Error: \(CommandFailure.readable(error))\n")
                }
                return status
            }
        }
    }

    private func run(
        on stage: RehearsalStage,
        _ environment: [String: String],
        _ interruptions: Interruptions
    ) async throws -> Int32 {
        let variables = RehearsalEnvironment(stage)
        for obstacle in replace ? [] : RehearsalEnvironment.obstacles(in: environment) {
            StandardError.write("vitrine: \(obstacle)\n")
        }
        try Task.checkCancellation()
        // Only what is changed is set, so that all else keeps its bytes, whatever they are.
        let changed = variables.completing(environment, replacing: replace).filter { environment[$0.key] != $0.value }
        let command = ChildCommand(
            SystemText.original(command),
            environment: ChildEnvironment.current.setting(changed),
            ignoring: interruptions.ignored
        )
        let stragglers = Stragglers()
        let end = await interruptions.attend(try command.start())
        await Self.end(stragglers, interruptions)
        return try end.get().exitStatus
    }
}
