extension String {
    /// Someone else's text, fit to be shown in a sentence: at most 40 Unicode scalars, and none that could hide others.
    package var shown: String { shown(atMost: 40) }

    /// The same with another most.
    package func shown(atMost longest: Int) -> String {
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
