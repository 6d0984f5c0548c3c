/// Lines of plain text that fit a width.
struct TextPage {
    let width: Int
    private let hasColour: Bool
    private(set) var text = ""

    init(width: Int, hasColour: Bool) {
        self.width = width
        self.hasColour = hasColour
    }

    /// What a label means.
    enum Tone: String {
        case heading = "1"
        case good = "32"
        case bad = "31"
        case caution = "33"
    }

    /// A heading with an empty line before it.
    mutating func heading(_ words: String) {
        if !text.isEmpty { text += "\n" }
        text += coloured(cut(words), .heading) + "\n"
    }

    /// One line, cut where it is too long.
    mutating func line(_ words: String) {
        text += cut(words).trimmedAtEnd + "\n"
    }

    /// Words over as many lines as they need.
    mutating func paragraph(_ words: String, indent: Int = 2) {
        for line in wrapped(words, to: width - indent) { text += String(repeating: " ", count: indent) + line + "\n" }
    }

    /// An item with a label in front of it, in brackets; what doesn't fit goes below, indented.
    mutating func item(_ words: String, label: String? = nil, _ tone: Tone = .heading) {
        let start = label.map { "[\($0)] " } ?? ""
        var lines = wrapped(start + words, to: width - 4)
        guard !lines.isEmpty else { return }
        // The label is coloured once lines are made: codes have no width.
        if let label, lines[0].hasPrefix("[\(label)]") {
            lines[0] = coloured("[\(label)]", tone) + lines[0].dropFirst(label.count + 2)
        }
        text += "  " + lines.joined(separator: "\n    ") + "\n"
    }

    private func coloured(_ words: String, _ tone: Tone) -> String {
        hasColour ? "\u{1B}[\(tone.rawValue)m\(words)\u{1B}[0m" : words
    }

    private func cut(_ words: String) -> String {
        words.count > width ? words.prefix(width - 1) + "…" : words
    }

    /// The words in lines; a word that is too long for a line is broken.
    private func wrapped(_ words: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in words.split(separator: " ") {
            var rest = word[...]
            if !line.isEmpty, line.count + 1 + rest.count > width {
                lines.append(line)
                line = ""
            }
            while rest.count > width {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            line += (line.isEmpty ? "" : " ") + rest
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
