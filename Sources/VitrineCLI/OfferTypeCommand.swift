import ArgumentParser
import VitrineOfferTypes

/// `vitrine offer-type`: files of an operator's own offer types.
struct OfferTypeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offer-type",
        abstract: "Check files of your own offer types.",
        subcommands: [Check.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is wrong with files of offer types, or what they define.",
            discussion: """
                The files are read as a server reads a directory of them: together, beside the types that come with it. \
                Nothing is stored and no server is asked. Fails when a server would refuse to start with them.
                """
        )

        @Argument(help: "Files of types, modules, data or workflows, as docs/offer-types.md has them.")
        var files: [String]

        func run() throws {
            let read: [RegistryFile]
            do {
                read = try RegistryFile.reading(files)
            } catch {
                throw CommandFailure(error.description)
            }
            let check = OfferTypeCheck(read)
            for line in check.lines { StandardOutput.write(line + "\n") }
            if !check.isGood { throw ExitCode.failure }
        }
    }
}
