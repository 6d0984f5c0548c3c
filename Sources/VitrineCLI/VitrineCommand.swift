package import ArgumentParser
import VitrineServer

/// The `vitrine` command.
package struct VitrineCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "vitrine",
        abstract: "A server for the Cloud Partner Portal publishing API. Independent of Microsoft.",
        version: Version.current,
        subcommands: [
            Serve.self, Rehearse.self, ProxyCommand.self, ReplayCommand.self, ScenarioCommand.self, Token.self,
            PublisherCommand.self, ApplicationCommand.self, MemberCommand.self, KeyCommand.self,
            OfferTypeCommand.self, SettingsCommand.self,
        ]
    )

    package init() {}

    /// Runs the command that the process's arguments name, and ends the process when it fails.
    package static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: CommandFailure.readable(error))
        }
    }
}
