/// One header of a request, its name in lower case.
package struct Header: Sendable, Hashable {
    package let name: String
    package let value: String

    /// Whether `text` can be a value as it is: visible ASCII and inner spaces, not empty.
    static func isValue(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last, first != 0x20, last != 0x20 else { return false }
        return text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
