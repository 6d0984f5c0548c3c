import ExactJSON
import VitrineCore
import VitrinePortalAPI

/// The body of a request to a rehearsal: a JSON object with members that are known, or nothing.
struct RehearsalBody {
    private let root: JSONValue?

    /// - Throws: ``Refusal`` with code `badRequest` for what isn't a JSON object, and for a member that isn't known.
    init(_ call: Call, known: Set<String>) async throws {
        let bytes = try await call.optionalJSON()
        guard !bytes.isEmpty else {
            root = nil
            return
        }
        let root = try Self.object(bytes)
        for member in root.members where !known.contains(member.name) {
            let names = known.isEmpty ? "Nothing is taken" : "Known: \(known.sorted().joined(separator: ", "))"
            throw Refusal(.badRequest, "There is no '\(member.name.prefix(64))' here. \(names).")
        }
        self.root = root
    }

    /// - Throws: ``Refusal`` with code `badRequest` for a member that doesn't go with an action.
    func expect(_ names: Set<String>, of action: String) throws {
        guard let other = root?.members.first(where: { !names.contains($0.name) }) else { return }
        throw Refusal(.badRequest, "'\(other.name)' doesn't go with \(action).")
    }

    /// A member that is a text; `nil` when there is none.
    func text(_ name: String) throws -> String? {
        guard let value = root?[name] else { return nil }
        guard let text = value.string else { throw Refusal(.badRequest, "'\(name)' has to be a text.") }
        return text
    }

    /// A member that has to be there, and a text.
    func requiredText(_ name: String) throws -> String {
        guard let text = try text(name) else { throw Refusal(.badRequest, "'\(name)' is missing.") }
        return text
    }

    /// A member that is a whole number; `nil` when there is none.
    func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let value = root?[name] else { return nil }
        guard let number = value.int64.map({ Int($0) }), range.contains(number) else {
            throw Refusal(
                .badRequest,
                "'\(name)' has to be a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }

    private static func object(_ bytes: [UInt8]) throws -> JSONValue {
        let root: JSONValue
        do throws(JSONError) {
            root = try JSONDocument(parsing: bytes).root
        } catch {
            throw Refusal(.badRequest, "The body isn't JSON: \(error.message)")
        }
        guard root.kind == .object else { throw Refusal(.badRequest, "The body has to be a JSON object.") }
        return root
    }
}
