import ExactJSON
import VitrineCore

/// A place in a definition, said in both ways: where it is, and which it is.
struct DefinitionPlace {
    /// Array items by position.
    private(set) var pointer = JSONPointer(tokens: [])

    /// Array items by id, as in a ``SecretPath``.
    private(set) var path = JSONPointer(tokens: [])

    var secretPath: SecretPath { SecretPath(path.description) }

    func appending(_ name: String) -> DefinitionPlace {
        DefinitionPlace(pointer: pointer.appending(name), path: path.appending(name))
    }

    func appending(index: Int, token: String) -> DefinitionPlace {
        DefinitionPlace(pointer: pointer.appending(index: index), path: path.appending(token))
    }

    /// A refusal of the request whose body has the definition as its member.
    func refusal(_ message: String) -> Refusal {
        Refusal(.badRequest, message, at: JSONPointer(tokens: ["definition"] + pointer.tokens))
    }
}
