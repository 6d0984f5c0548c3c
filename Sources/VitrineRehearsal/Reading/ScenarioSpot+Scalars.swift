import ExactJSON
import VitrineCore
import VitrineText

extension ScenarioSpot {
    /// The text, which isn't empty and no longer than `longest` bytes.
    ///
    /// A number or a boolean is no text: whoever means the word writes it in quotation marks.
    func text(atMost longest: Int = 2_000) -> String? {
        guard case .text(let text) = value.kind, !text.isEmpty else {
            complain("Write a text that isn't empty\(isScalar ? ", in quotation marks" : "").")
            return nil
        }
        guard text.utf8.count <= longest else {
            complain("The text is longer than \(longest) bytes.")
            return nil
        }
        return text
    }

    private var isScalar: Bool {
        switch value.kind {
        case .number, .bool: true
        case .text, .null, .mapping, .sequence: false
        }
    }

    func integer(in range: ClosedRange<Int>) -> Int? {
        guard case .number(let text) = value.kind, let number = Int(text), range.contains(number) else {
            complain("Write a whole number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return number
    }

    func bool() -> Bool? {
        guard case .bool(let isTrue) = value.kind else {
            complain("Write true or false.")
            return nil
        }
        return isTrue
    }

    /// A number from 0 to 1.
    func chance() -> Double? {
        guard case .number(let text) = value.kind, let number = Double(text), (0...1).contains(number) else {
            complain("Write a probability from 0 to 1.")
            return nil
        }
        return number
    }

    /// The text as one of the words of an enumeration.
    func word<Word: RawRepresentable & CaseIterable>(of: Word.Type) -> Word? where Word.RawValue == String {
        let text: String? = if case .text(let text) = value.kind { text } else { nil }
        if let word = text.flatMap(Word.init(rawValue:)) { return word }
        let known = Word.allCases.map(\.rawValue)
        let hint = text.map { Suggestion.hint(for: $0, among: known) } ?? ""
        complain("Write one of \(known.joined(separator: ", ")).\(hint)")
        return nil
    }

    func duration() -> ScenarioDuration? {
        let text: String? =
            switch value.kind {
            case .text(let text), .number(let text): text
            case .bool, .null, .mapping, .sequence: nil
            }
        do throws(ScenarioDuration.Problem) {
            return try ScenarioDuration(text ?? "")
        } catch {
            complain(error.reason)
            return nil
        }
    }
}

// MARK: - Names

extension ScenarioSpot {
    /// The text as a name that VitrineCore's rule for new names takes.
    func name<Name>(_ read: (String) throws(Refusal) -> Name) -> Name? {
        guard let text = text() else { return nil }
        do throws(Refusal) {
            return try read(text)
        } catch {
            complain(error.message)
            return nil
        }
    }

    func publisherID() -> PublisherID? {
        name { (text) throws(Refusal) in try PublisherID(new: text) }
    }

    /// A pattern for names: any text without a slash, in which `*` stands for any characters.
    func namePattern() -> NamePattern? {
        guard let text = text(atMost: 255) else { return nil }
        guard !text.contains("/"), !text.utf8.contains(where: { $0 < 0x20 }) else {
            complain("Write a name, or a pattern with '*' for any characters; no slashes.")
            return nil
        }
        return NamePattern(text)
    }
}
