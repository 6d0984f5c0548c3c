/// The name of a file or folder in an archive: `nested/network.json`.
struct EntryName: Sendable, Equatable {
    /// As it is spelled in the archive. Bytes that aren't UTF-8 are taken for Latin letters, so that different names stay
    /// different.
    let text: String

    init(_ bytes: ArraySlice<UInt8>) {
        if let text = String(validating: bytes, as: UTF8.self) {
            self.text = text
        } else {
            text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        }
    }

    /// Whether only a folder is announced.
    var isFolder: Bool { text.utf8.last == slash }

    /// The same for names that are one file on some systems, which don't tell capital letters, or a file from a folder.
    var folded: String { String(decoding: path, as: UTF8.self).lowercased() }

    /// Why a file of this name might end up elsewhere when the package is unpacked, and what to do; `nil` for a safe one.
    var danger: String? {
        let scalars = text.unicodeScalars
        if scalars.contains("\\") {
            return "The name has a backslash. Pack with a program that writes / between folders and files."
        }
        if scalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return "The name has a control character. Give the file another name."
        }
        if text.isEmpty || text.utf8.first == slash || hasDrive {
            return "The name begins at the root of a disk. Pack the files with names relative to their folder."
        }
        guard path.split(separator: slash, omittingEmptySubsequences: false).contains(where: Self.isNoName) else {
            return nil
        }
        return "The name leads through \"..\", \".\" or an empty folder name. Pack the files with plain names."
    }

    /// Without the slash that ends a folder's. In bytes, since a slash with an accent on it is one `Character`, and no slash.
    private var path: Substring.UTF8View { text.utf8.dropLast(isFolder ? 1 : 0) }

    private static func isNoName(_ component: Substring.UTF8View) -> Bool {
        ["", ".", ".."].contains { component.elementsEqual($0.utf8) }
    }

    private var hasDrive: Bool {
        let start = text.unicodeScalars.prefix(2)
        return start.count == 2 && start.last == ":" && start.first?.properties.isAlphabetic == true
    }
}

private let slash = UInt8(ascii: "/")
