import ArgumentParser
import VitrineCore
import VitrineServer

/// `vitrine publisher`: namespaces.
struct PublisherCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publisher",
        abstract: "Make and list publishers.",
        subcommands: [Add.self, List.self, Contact.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a publisher.")

        @Argument(help: "Its id: 1 to 50 letters, digits, '-' and '_'.")
        var id: String

        @Option(help: "The name that people read.")
        var name: String

        @Option(name: .customLong("seller-id"), help: "The seller's id in the marketplace's books.")
        var sellerID = ""

        @Option(help: "Which operation URLs new offers get: migrated or none.")
        var migration = MigrationStatus.migrated

        @Option(help: "Where mail about migrated offers and about approvals goes.")
        var contact = ""

        @OptionGroup
        var installation: InstallationFlags

        func validate() throws {
            try PublisherCommand.check(contact: contact)
        }

        func run() async throws {
            let publisher = Publisher(
                id: try PublisherID(new: id),
                name: name,
                sellerID: sellerID,
                migration: migration,
                contact: contact
            )
            try await installation.with { try await $0.access.add(publisher) }
            StandardOutput.write("publisher \(publisher.id) added\n")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the publishers.")

        @OptionGroup
        var installation: InstallationFlags

        func run() async throws {
            let publishers = try await installation.with { try await $0.access.allPublishers() }
            for publisher in publishers { StandardOutput.write("\(publisher.id)\t\(publisher.name)\n") }
        }
    }

    struct Contact: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say where mail about migrated offers and about approvals goes."
        )

        @Argument(help: "The publisher's id.")
        var id: String

        @Argument(help: "The address; '' for nobody.")
        var contact: String

        @OptionGroup
        var installation: InstallationFlags

        func validate() throws {
            try PublisherCommand.check(contact: contact)
        }

        func run() async throws {
            let publisher = try PublisherID(lookup: id)
            try await installation.with { try await $0.access.setContact(contact, of: publisher) }
            StandardOutput.write("contact of \(publisher) \(contact.isEmpty ? "removed" : "set")\n")
        }
    }

    private static func check(contact: String) throws {
        guard contact.isEmpty || EmailAddress.isValid(contact) else {
            throw ValidationError("'\(contact)' is no e-mail address.")
        }
    }
}

extension MigrationStatus: ExpressibleByArgument {}
