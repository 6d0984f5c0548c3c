import ArgumentParser
import VitrineCore
import VitrineServer

/// `vitrine application`: service principals of the built-in issuer.
struct ApplicationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "application",
        abstract: "Make applications.",
        subcommands: [Add.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an application with a role; print its id and secret, this once."
        )

        @Option(help: "The publisher's id.")
        var publisher: String

        @Option(help: "owner, contributor or reader.")
        var role: Role

        @Option(help: "The name that people read.")
        var name = "application"

        @OptionGroup
        var installation: InstallationFlags

        func run() async throws {
            let publisher = try PublisherID(lookup: publisher)
            let (id, secret) = try await installation.with { installation in
                try await installation.addApplication(name: name, role: role, in: publisher)
            }
            StandardOutput.write("client id: \(id)\nclient secret: \(secret)\n")
        }
    }
}
