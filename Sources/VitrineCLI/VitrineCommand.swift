package import ArgumentParser

/// The `vitrine` command.
package struct VitrineCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "vitrine",
        abstract: "A server for the Cloud Partner Portal publishing API. Independent of Microsoft.",
        version: Version.current,
        subcommands: [
            Serve.self, Token.self, PublisherCommand.self, ApplicationCommand.self, MemberCommand.self, KeyCommand.self,
            SettingsCommand.self,
        ]
    )

    package init() {}
}

/// The product's version.
enum Version {
    static let current = "0.1.0"
}
