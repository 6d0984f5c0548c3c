import ArgumentParser
import VitrineCore
import VitrineServer

/// `vitrine member`: who has which role in a publisher.
struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member",
        abstract: "Give, take and list roles.",
        subcommands: [Set.self, Remove.self, List.self]
    )

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give an application or a user a role.")

        @OptionGroup
        var who: MemberFlags

        @Option(help: "owner, contributor or reader.")
        var role: Role

        @OptionGroup
        var installation: InstallationFlags

        func run() async throws {
            let publisher = try PublisherID(lookup: who.publisher)
            let member = Member(publisher: publisher, kind: who.kind, id: who.id, role: role)
            try await installation.with { try await $0.access.set(member) }
            StandardOutput.write("\(member.kind.rawValue) \(member.id) is \(role.rawValue) of \(publisher)\n")
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a role away.")

        @OptionGroup
        var who: MemberFlags

        @OptionGroup
        var installation: InstallationFlags

        func run() async throws {
            let publisher = try PublisherID(lookup: who.publisher)
            let removed = try await installation.with { installation in
                try await installation.access.removeMember(kind: who.kind, id: who.id, from: publisher)
            }
            guard removed else { throw CommandFailure("\(who.id) is no member of \(publisher).") }
            StandardOutput.write("\(who.id) is no member of \(publisher) any more\n")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List a publisher's members.")

        @Option(help: "The publisher's id.")
        var publisher: String

        @OptionGroup
        var installation: InstallationFlags

        func run() async throws {
            let publisher = try PublisherID(lookup: publisher)
            let members = try await installation.with { installation in
                guard try await installation.access.publisher(publisher) != nil else {
                    throw InstallationError.noPublisher(publisher.text)
                }
                return try await installation.access.members(of: publisher)
            }
            for member in members {
                StandardOutput.write("\(member.kind.rawValue)\t\(member.id)\t\(member.role.rawValue)\n")
            }
        }
    }
}

/// Who is meant.
struct MemberFlags: ParsableArguments {
    @Option(help: "The publisher's id.")
    var publisher: String

    @Option(help: "application or user.")
    var kind = Member.Kind.application

    @Option(help: "An application's client id or object id; a user's object id.")
    var id: String

    func validate() throws {
        guard !id.isEmpty, id.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else {
            throw ValidationError("--id is the id that tokens carry: not empty, and without spaces.")
        }
    }
}

extension Member.Kind: ExpressibleByArgument {}
