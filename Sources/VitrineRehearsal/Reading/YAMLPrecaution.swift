import ExactJSON

/// Looks at a text before the parser does, for three things that the parser takes without measure.
///
/// The parser compares keys that are mappings or lists with one another in full, and what aliases repeat is written out in
/// that: a small file could take it hours. It calls itself for each level. And each value costs it far more than its text.
struct YAMLPrecaution {
    let file: String

    /// Keys that aren't words: a few may be no keys at all, but text that looks like them.
    private static let mostOddKeys = 100

    /// Commas and ends of lines. Of values there can't be many more; texts may have some without being more values.
    private static let mostSeparators = 2 * YAMLText.mostValues

    func check(_ bytes: [UInt8]) throws(ScenarioError) {
        var scan = Scan()
        for index in bytes.indices { scan.take(bytes[index], next: index + 1 < bytes.count ? bytes[index + 1] : 0x0A) }
        guard scan.separators <= Self.mostSeparators else {
            throw refusal("The file has far more than \(YAMLText.mostValues) values.", line: 1)
        }
        guard scan.oddKeys == 0 || (!(scan.hasAnchor && scan.hasAlias) && scan.oddKeys <= Self.mostOddKeys) else {
            throw refusal("A key that is a mapping, a list or an alias: a key has to be a word.", line: scan.oddKeyLine)
        }
        guard scan.deepestFlow <= YAMLText.mostLevels * 2, scan.mostDashes <= YAMLText.mostLevels * 2 else {
            throw refusal(
                "More than \(YAMLText.mostLevels) mappings and lists stand one inside another.",
                line: scan.deepLine
            )
        }
    }

    private func refusal(_ reason: String, line: Int) -> ScenarioError {
        let position = SourcePosition(line: line, column: 1)
        return ScenarioError(ScenarioComplaint(file: file, position: position, pointer: nil, reason: reason))
    }
}

/// What a walk over the bytes has seen. It knows nothing of quotation marks, so it counts too much rather than too little.
private struct Scan {
    private(set) var hasAnchor = false
    private(set) var hasAlias = false
    private(set) var oddKeys = 0
    private(set) var oddKeyLine = 1
    private(set) var deepestFlow = 0
    private(set) var mostDashes = 0
    private(set) var deepLine = 1
    private(set) var separators = 0

    private var line = 1
    private var flow = 0
    private var dashes = 0

    /// The last byte that is no space, and the one right before the current one.
    private var significant: UInt8 = 0x0A
    private var previous: UInt8 = 0x0A

    /// Whether a word that began with `*` has just been or is being read.
    private var isInAlias = false

    mutating func take(_ byte: UInt8, next: UInt8) {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): open()
        case UInt8(ascii: "]"), UInt8(ascii: "}"): close()
        case UInt8(ascii: ","):
            separators += 1
            isInAlias = false
        case UInt8(ascii: "-"), UInt8(ascii: "?"): indicate(byte, next: next)
        case UInt8(ascii: "*"): startAlias(next: next)
        case UInt8(ascii: "&"): hasAnchor = hasAnchor || startsWord(next: next)
        case UInt8(ascii: ":"): endKey()
        case 0x0A, 0x0D: endLine(byte)
        default: break
        }
        if byte != 0x20, byte != 0x09 {
            if isInAlias, significant != UInt8(ascii: "*"), previous == 0x20 { isInAlias = false }
            significant = byte
        }
        previous = byte
    }

    private mutating func open() {
        flow += 1
        if flow > deepestFlow {
            deepestFlow = flow
            deepLine = line
        }
    }

    private mutating func close() {
        flow = max(0, flow - 1)
        isInAlias = false
    }

    /// A dash or a question mark with a space behind it begins a list's item or a key of any kind.
    private mutating func indicate(_ byte: UInt8, next: UInt8) {
        guard Self.isBlank(next), Self.isBlank(previous) || Self.opensFlow(previous) else { return }
        dashes += 1
        if dashes > mostDashes {
            mostDashes = dashes
            deepLine = line
        }
        guard byte == UInt8(ascii: "?") else { return }
        noteOddKey()
    }

    private mutating func startAlias(next: UInt8) {
        guard startsWord(next: next) else { return }
        hasAlias = true
        isInAlias = true
    }

    private func startsWord(next: UInt8) -> Bool {
        !Self.isBlank(next) && (Self.isBlank(previous) || Self.opensFlow(previous))
    }

    private mutating func endKey() {
        guard isInAlias || significant == UInt8(ascii: "]") || significant == UInt8(ascii: "}") else { return }
        noteOddKey()
    }

    private mutating func noteOddKey() {
        if oddKeys == 0 { oddKeyLine = line }
        oddKeys += 1
    }

    private mutating func endLine(_ byte: UInt8) {
        isInAlias = false
        dashes = 0
        separators += 1
        if byte == 0x0A { line += 1 }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func opensFlow(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: ",")
    }
}
