import ExactJSON

/// A place in a file of the registry.
struct RegistryPlace: Sendable {
    let file: String
    let pointer: JSONPointer

    /// The file's text, in which lines are counted once something is wrong.
    private let document: JSONDocument

    /// The root of a file.
    init(file: String, document: JSONDocument) {
        self.init(file: file, pointer: JSONPointer(tokens: []), document: document)
    }

    private init(file: String, pointer: JSONPointer, document: JSONDocument) {
        self.file = file
        self.pointer = pointer
        self.document = document
    }

    func appending(_ token: String) -> RegistryPlace {
        RegistryPlace(file: file, pointer: pointer.appending(token), document: document)
    }

    func appending(index: Int) -> RegistryPlace { appending(String(index)) }

    /// For other files' complaints: `file:line:column`.
    var shown: String {
        let position = document.position(of: pointer)
        return "\(file):\(position.line):\(position.column)"
    }

    func complaint(_ reason: String) -> RegistryComplaint {
        RegistryComplaint(file: file, position: document.position(of: pointer), pointer: pointer, reason: reason)
    }

    /// A complaint about a member's name, and not about its value.
    func complaintAboutName(_ reason: String) -> RegistryComplaint {
        let position = document.positionOfName(at: pointer)
        return RegistryComplaint(file: file, position: position, pointer: pointer, reason: reason)
    }

    /// About the beginning of a line of this file.
    func error(_ reason: String, onLine line: Int) -> RegistryError {
        RegistryError(
            RegistryComplaint(
                file: file,
                position: SourcePosition(line: line, column: 1),
                pointer: nil,
                reason: reason
            )
        )
    }

    func error(_ reason: String) -> RegistryError { RegistryError(complaint(reason)) }
}
