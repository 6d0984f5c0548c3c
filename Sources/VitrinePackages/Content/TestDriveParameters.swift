import ExactJSON
import VitrineText

/// What a test drive's template asks for, all of which the marketplace has to be able to fill in.
struct TestDriveParameters {
    private let document: PackageJSON

    /// Source: `offer-types.md`, `armTemplatePackage`.
    static let types = ["baseuri", "username", "password", "sessionid"]

    init(_ document: PackageJSON) {
        self.document = document
    }

    func check(reporting problems: inout ProblemList) {
        guard let parameters = document.root["parameters"] else { return }
        guard parameters.kind == .object else {
            problems.add(document.file.problem(.notAnObject, "Its \"parameters\" have to be an object."))
            return
        }
        for parameter in parameters.members where !Self.hasType(parameter.value) {
            problems.add(.parameterType, at: .file(document.file.name.text), Self.message(parameter))
        }
    }

    private static func hasType(_ parameter: JSONValue) -> Bool {
        guard let type = parameter["metadata"]?["type"] else { return false }
        return types.contains { type.equals($0) }
    }

    private static func message(_ parameter: JSONMember) -> String {
        let name = parameter.name.shown(atMost: 64)
        let choice = types.dropLast().joined(separator: ", ") + " or " + types[types.count - 1]
        guard let type = parameter.value["metadata"]?["type"]?.string else {
            return "The parameter \"\(name)\" has no metadata.type. Give it one of \(choice)."
        }
        return """
            The parameter \"\(name)\" has the metadata.type \"\(type.shown(atMost: 64))\". Write \(choice), in small letters.
            """
    }
}
