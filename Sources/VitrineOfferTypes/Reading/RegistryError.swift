package import ExactJSON

/// What is wrong with a file of the registry. For the operator who wrote it.
package struct RegistryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Name of the file.
    package let file: String

    /// The place in the file; `nil` when the file isn't JSON, and the reason begins with line and column.
    package let pointer: JSONPointer?

    /// What is wrong and what to write instead.
    package let reason: String

    package var description: String {
        guard let pointer, !pointer.tokens.isEmpty else { return "\(file): \(reason)" }
        return "\(file) at \(pointer): \(reason)"
    }
}

/// A place in a file of the registry.
struct RegistryPlace: Sendable, Equatable {
    let file: String
    let pointer: JSONPointer

    func appending(_ token: String) -> RegistryPlace {
        RegistryPlace(file: file, pointer: pointer.appending(token))
    }

    func error(_ reason: String) -> RegistryError {
        RegistryError(file: file, pointer: pointer, reason: reason)
    }
}
