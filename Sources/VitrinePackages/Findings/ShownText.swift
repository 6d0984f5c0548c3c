extension String {
    /// Someone else's text, fit to be shown in a sentence: at most so many Unicode scalars, and none that could hide others.
    func shown(atMost longest: Int = 120) -> String {
        var shown = UnicodeScalarView()
        for scalar in unicodeScalars.prefix(longest) {
            shown.append(scalar.isPlain ? scalar : "\u{FFFD}")
        }
        let isCut = unicodeScalars.dropFirst(longest).first != nil
        return String(shown) + (isCut ? "…" : "")
    }
}

extension Unicode.Scalar {
    /// Not a control, nor one of those that turn the direction of writing or can't be seen.
    fileprivate var isPlain: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
