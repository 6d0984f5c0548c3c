import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes

/// For every row of the reference: a value that is of the wrong kind, too long, none of the words.
///
/// What is expected is read from the registry's files and from `Reference/fields.csv`, not from the rules in memory.
struct EveryRowTests {
    static let types = ReferenceRow.ids.values.sorted()

    @Test(arguments: types)
    func `a document in which every field has a value is right`(type: String) throws {
        let document = try CompleteDocument.of(type)
        let found = try document.findings()
        #expect(found == [])
        for row in document.rows.checked where row.key != "definition.plans" {
            #expect(document.root[document.place(of: row)] != nil, "\(row.key)")
        }
    }

    @Test(arguments: types)
    func `a value of another kind is found where it is`(type: String) throws {
        let document = try CompleteDocument.of(type)
        var problems: [String] = []
        for (name, value) in Self.kinds {
            try document.changing({ _ in value }) { place, found in
                expect(.wrongKind, !Self.takes(place, name), place, found, "given \(name)", &problems)
            }
        }
        #expect(problems == [])
    }

    private static let kinds: [(String, MadeValue)] = [
        ("string", .text("x")), ("number", .word("7")), ("fraction", .word("1.5")), ("boolean", .word("true")),
        ("object", .object(["x": .word("1")])), ("array", .array([.word("1")])), ("null", .word("null")),
    ]

    private static func takes(_ place: RulePlace, _ name: String) -> Bool {
        // Of a field, and of a member, it means that nothing is there.
        if name == "null", place.role == .row || place.role == .member { return true }
        switch place.kind {
        case "any": return true
        case "boolean", "object", "array": return name == place.kind
        case "integer": return name == "number"
        case "number": return name == "number" || name == "fraction"
        default: return name == "string"
        }
    }

    @Test(arguments: types)
    func `a text of another form is found where it is`(type: String) throws {
        let document = try CompleteDocument.of(type)
        var problems: [String] = []
        let codes: [String: Finding.Code] = [
            "url": .notAURL, "image": .notAURL, "vhd": .notAURL, "email": .notAnEmail, "guid": .notAGUID,
            "dateTime": .notATime,
        ]
        try document.changing({ $0.isText ? .text("no\nform") : nil }) { place, found in
            let hasPattern = place.rule["pattern"] != nil
            for code in Set(codes.values) {
                expect(code, codes[place.kind] == code, place, found, "given no form", &problems)
            }
            // The form of ids is a rule of the plans.
            guard place.place.last != "planId" else { return }
            expect(.wrongForm, hasPattern, place, found, "given no form", &problems)
        }
        #expect(problems == [])
    }

    @Test(arguments: types)
    func `a word that is none of those that are allowed is found, and each of them is right`(type: String) throws {
        let document = try CompleteDocument.of(type)
        let right = try RightValue(type: type)
        var problems: [String] = []
        for turn in 0..<20 {
            try document.changing({ $0.words(in: turn) }) { place, found in
                expect(.notOneOf, false, place, found, "word \(turn)", &problems)
            }
        }
        try document.changing({ $0.choices.isEmpty ? nil : $0.choices[0].swappedCase }) { place, found in
            let isExact = place.rule["enumCase"]?.string != "fold"
            expect(.notOneOf, isExact, place, found, "in another case", &problems)
        }
        try document.changing({ $0.choices.isEmpty ? nil : $0.choices[0].another }) { place, found in
            expect(.notOneOf, true, place, found, "another word", &problems)
        }
        try document.changing({ $0.isText && $0.rule["set"] != nil ? .text("no-such-word") : nil }) { place, found in
            let isKnown = right.word(of: place.rule["set"]?.string ?? "") != "x"
            expect(.notOneOf, isKnown, place, found, "not in its set", &problems)
        }
        #expect(problems == [])
    }

    @Test(arguments: types)
    func `members that nobody knows are right, wherever they stand`(type: String) throws {
        let document = try CompleteDocument.of(type)
        var changed = document.root
        for parent in Set(document.rows.checked.map { Array(document.place(of: $0).dropLast()) }) {
            changed[parent + ["who.knows"]] = .object(["a": .array([.word("1"), .text(""), .word("null")])])
        }
        let found = try document.findings(changed)
        #expect(found == [])
    }
}

extension EveryRowTests {
    /// One finding of the code and the level of the place when there is to be one, else none.
    func expect(
        _ code: Finding.Code,
        _ isExpected: Bool,
        _ place: RulePlace,
        _ found: [Finding],
        _ change: String,
        _ problems: inout [String]
    ) {
        let levels = found.filter { $0.code == code }.map(\.level)
        let wanted = isExpected ? [place.level] : []
        guard levels != wanted else { return }
        let list = found.map { "\($0.code.rawValue) \($0.level.rawValue)" }
        problems.append("\(place.words), \(change): \(code.rawValue) \(wanted) expected, \(list) found")
    }
}

extension RulePlace {
    /// The words of its enumeration.
    var choices: [JSONValue] { rule["enum"]?.elements.map { $0 } ?? [] }

    /// One word after another; `nil` when all have had their turn.
    func words(in turn: Int) -> MadeValue? { turn < choices.count ? MadeValue(choices[turn]) : nil }
}

extension JSONValue {
    /// A text with its letters in the other case; `nil` where that makes no difference.
    var swappedCase: MadeValue? {
        guard let text = string, text.lowercased() != text.uppercased() else { return nil }
        return .text(text == text.uppercased() ? text.lowercased() : text.uppercased())
    }

    /// A value of the same kind that is no word of an enumeration.
    var another: MadeValue {
        switch kind {
        case .true: .word("false")
        case .false: .word("true")
        case .number: .word("777")
        default: .text("no-such-word")
        }
    }
}
