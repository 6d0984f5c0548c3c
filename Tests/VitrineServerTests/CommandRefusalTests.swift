import Testing

@Suite("commands that are refused", .timeLimit(.minutes(10)))
struct CommandRefusalTests {
    /// A command that can't be carried out.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let code: Int32
        let message: String

        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(arguments: [
        Wrong(
            arguments: ["token", "--publisher", "nobody", "--role", "owner"],
            code: 1,
            message: "Error: There is no publisher 'nobody'. Make it with: vitrine publisher add nobody --name NAME\n"
        ),
        Wrong(
            arguments: ["token", "--publisher", "contoso", "--role", "boss"],
            code: 64,
            message:
                "Error: The value 'boss' is invalid for '--role <role>'. Please provide one of 'reader', 'contributor' or 'owner'."
        ),
        Wrong(
            arguments: ["token", "--publisher", "contoso", "--role", "owner", "--lifetime", "0"],
            code: 64,
            message: "Error: --lifetime is a number of seconds from 1 to 31536000."
        ),
        Wrong(
            arguments: ["token", "--publisher", "contoso", "--role", "owner", "--lifetime", "31536001"],
            code: 64,
            message: "Error: --lifetime is a number of seconds from 1 to 31536000."
        ),
        Wrong(
            arguments: ["publisher", "add", "Contoso", "--name", "Again"],
            code: 1,
            message: "Error: There is a publisher 'Contoso' already.\n"
        ),
        Wrong(
            arguments: ["publisher", "add", "con toso", "--name", "Space"],
            code: 1,
            message: "Error: A new publisher id has 1 to 50 letters, digits, '-' and '_'"
        ),
        Wrong(
            arguments: ["application", "add", "--publisher", "nobody", "--role", "owner"],
            code: 1,
            message: "Error: There is no publisher 'nobody'."
        ),
        Wrong(
            arguments: ["member", "set", "--publisher", "nobody", "--id", "me", "--role", "owner"],
            code: 1,
            message: "Error: There is no publisher 'nobody'."
        ),
        Wrong(
            arguments: ["member", "set", "--publisher", "contoso", "--id", "", "--role", "owner"],
            code: 64,
            message: "Error: --id is the id that tokens carry: not empty, and without spaces."
        ),
        Wrong(
            arguments: ["member", "remove", "--publisher", "contoso", "--id", "me"],
            code: 1,
            message: "Error: me is no member of contoso.\n"
        ),
        Wrong(
            arguments: ["member", "list", "--publisher", "nobody"],
            code: 1,
            message: "Error: There is no publisher 'nobody'."
        ),
        Wrong(arguments: ["publish"], code: 64, message: "Error: Unexpected argument 'publish'"),
    ])
    func `a command that can't be carried out says why, prints nothing, and fails`(wrong: Wrong) async throws {
        try await Place.with { place in
            _ = try await place.output(of: "publisher", "add", "contoso", "--name", "Contoso")
            let outcome = try await place.run(wrong.arguments)

            #expect(outcome.exit == .code(wrong.code))
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix(wrong.message), "\(outcome.errors)")
        }
    }
}
