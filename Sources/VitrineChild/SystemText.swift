import Glibc

/// Text as the system has it, for arguments, variables and paths: it needn't be UTF-8.
package struct SystemText: Sendable, Hashable, CustomStringConvertible {
    /// Its bytes, and the zero that ends them.
    let characters: [CChar]

    /// Ends at a zero, as everything does that is handed to the system.
    package init(_ text: String) {
        self.init(text.utf8CString)
    }

    init(_ characters: some Sequence<CChar>) {
        self.characters = characters.prefix { $0 != 0 } + [0]
    }

    init(cString: UnsafePointer<CChar>) {
        self.init(UnsafeBufferPointer(start: cString, count: strlen(cString)))
    }

    /// Without the zero.
    var content: ArraySlice<CChar> { characters.dropLast() }

    /// As it is shown: what isn't UTF-8 is replaced.
    package var description: String {
        String(decoding: content.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension SystemText {
    /// `arguments`, which stand at the end of `all`, with the bytes that they have there.
    ///
    /// A `String` has lost those that aren't UTF-8. Arguments that don't stand there are taken as they are.
    package static func original(_ arguments: [String], in all: [SystemText] = ofProcess) -> [SystemText] {
        let last = Array(all.suffix(arguments.count))
        return last.map(\.description) == arguments ? last : arguments.map { SystemText($0) }
    }

    /// The arguments of this process; its own name is the first.
    package static var ofProcess: [SystemText] {
        UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).compactMap { argument in
            argument.map { SystemText(cString: $0) }
        }
    }
}
