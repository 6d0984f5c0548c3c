/// The ids that links within the page lead to.
enum Anchor {
    static func operation(_ operation: DescribedOperation) -> String { id("op", operation.id) }

    static func group(_ name: String) -> String { id("tag", name) }

    static func answer(_ name: String) -> String { id("answer", name) }

    static func shape(_ name: String) -> String { id("shape", name) }

    static func header(_ name: String) -> String { id("header", name.lowercased()) }

    static func errorCode(_ code: String) -> String { id("code", code) }

    private static func id(_ kind: String, _ name: String) -> String {
        "\(kind)-" + name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    }
}
