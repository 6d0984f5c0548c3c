import ArgumentParser
import VitrineCore
import VitrineServer

/// `vitrine token`: prints one bearer token and nothing else.
struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print a bearer token for a role in a publisher.")

    @Option(help: "The publisher's id.")
    var publisher: String

    @Option(help: "owner, contributor or reader.")
    var role: Role

    @Option(help: "How long it is good, in seconds: 1 to 31536000.")
    var lifetime = 3_600

    @OptionGroup
    var installation: InstallationFlags

    func validate() throws {
        guard (1...31_536_000).contains(lifetime) else {
            throw ValidationError("--lifetime is a number of seconds from 1 to 31536000.")
        }
    }

    func run() async throws {
        let publisher = try PublisherID(lookup: publisher)
        let token = try await installation.with { installation in
            try await installation.token(role: role, in: publisher, lifetime: .seconds(lifetime))
        }
        StandardOutput.write(token + "\n")
    }
}
