import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes

/// For every row of the reference: the limit itself is right, one more is not.
struct EveryLimitTests {
    @Test(arguments: EveryRowTests.types)
    func `what is longer than its limit is found where it is, and what is as long is right`(type: String) throws {
        let document = try CompleteDocument.of(type)
        var problems: [String] = []
        for limit in Limit.all {
            for isBeyond in [false, true] {
                try document.changing({ document.value(at: $0, limit, isBeyond) }) { place, found in
                    let words = "\(isBeyond ? "beyond" : "at") \(limit.name) \(place.rule[limit.name]?.text ?? [])"
                    EveryRowTests().expect(limit.code, isBeyond, place, found, words, &problems)
                }
            }
        }
        #expect(problems == [])
    }

    @Test(arguments: EveryRowTests.types)
    func `names of members that have the wrong form, or are none of a set, are found`(type: String) throws {
        let document = try CompleteDocument.of(type)
        var problems: [String] = []
        for place in document.batches.flatMap({ $0 }) where place.kind == "object" {
            let isChecked = place.rule["keysPattern"] != nil || place.rule["keysSet"] != nil
            let most = place.rule["maxLength"].map { _ in place.rule.number("maxLength", or: 0) }
            let names =
                [("no-such-name", Finding.Code.unknownKey, isChecked)]
                + (most.map { most in
                    [0, 1].map { ("1.1." + String(repeating: "1", count: most - 4 + $0), .tooLong, $0 == 1) }
                } ?? [])
            for (name, code, isExpected) in names {
                var changed = document.root
                changed[place.place + [name]] = changed[place.place + [changed[place.place]?.names.first ?? ""]]
                let found = try document.findings(changed).filter { $0.pointer == place.pointer.appending(name) }
                EveryRowTests().expect(code, isExpected, place, found, "with the member \(name)", &problems)
            }
        }
        #expect(problems == [])
    }

    /// Where the reference has a plain `a..b` or `<=b`, the rule has the same.
    @Test(arguments: EveryRowTests.types)
    func `a plain limit of the reference is that of the rule`(type: String) throws {
        var count = 0
        for row in try CompleteDocument.of(type).rows.checked {
            guard let rule = row.rule, let most = Self.plainLimit(row.reference.limits), !Self.others.contains(row.key)
            else { continue }
            let limits = ["maxLength", "maxItems", "maximum"].compactMap { rule[$0]?.int64 }
            #expect(limits == [most], "\(row.reference.type) \(row.key): \(row.reference.limits)")
            count += 1
        }
        #expect(count > 0 || type == "vs-marketplace-extensions" || type == "microsoft-azure-applications")
    }

    /// Their limit is written as a pattern.
    private static let others = Set(
        ["marketplace", "corevm"].map { "microsoft-azure-\($0).marketoLeadConfiguration.formId" }
    )

    private static func plainLimit(_ limits: String) -> Int64? {
        guard !limits.contains(" / "),
            let match = limits.firstMatch(of: /^(?:[0-9]+\.\.|<=)([0-9][0-9,]*)(?:$|;|,(?![0-9])| [a-z])/)
        else { return nil }
        return Int64(match.1.replacing(",", with: ""))
    }
}

/// A limit of a rule, and what is said of a value beyond it.
struct Limit {
    let name: String
    let code: Finding.Code

    /// How far beyond it a value is.
    let step: Int

    static let all = [
        Limit(name: "maxLength", code: .tooLong, step: 1), Limit(name: "minLength", code: .tooShort, step: -1),
        Limit(name: "maxItems", code: .tooMany, step: 1), Limit(name: "minItems", code: .tooFew, step: -1),
        Limit(name: "maximum", code: .tooLarge, step: 1), Limit(name: "minimum", code: .tooSmall, step: -1),
    ]
}

extension CompleteDocument {
    /// A value that is at the limit of a rule, or beyond it; `nil` where there is none.
    func value(at place: RulePlace, _ limit: Limit, _ isBeyond: Bool) -> MadeValue? {
        guard let most = place.rule[limit.name]?.int64, place.kind != "object" else { return nil }
        let number = Int(most) + (isBeyond ? limit.step : 0)
        // No items and no characters are as nothing at all.
        if number <= 0, limit.name == "minItems" || limit.name == "minLength" { return nil }
        switch limit.name {
        case "maximum", "minimum": return .word(String(number))
        case "maxItems", "minItems":
            let item = root[place.place + ["0"]] ?? .text("x")
            let isUnique = place.rule["unique"]?.kind == .true
            return .array((0..<number).map { isUnique ? .text("x\($0)") : item })
        default: return .text(String(repeating: "é", count: number))
        }
    }
}
