import ExactJSON
import VitrineCore

/// One value against one rule.
extension Validation {
    /// `inherited` is the severity of the rule around it.
    mutating func check(_ value: JSONValue, _ rule: FieldRule, at spot: Spot, _ inherited: Finding.Level) {
        let level = rule.severity ?? inherited
        guard rule.kind.takes(value) else {
            note(.wrongKind, level, spot, "\(value.kindName) stands here; \(rule.kind.words) is wanted.")
            return
        }
        if !rule.choices.isEmpty, !value.isOne(of: rule.choices, folded: rule.choicesFold) {
            note(.notOneOf, level, spot, "It is \(value.quoted); it must be one of \(rule.choices.listed).")
        }
        switch value.kind {
        case .string: check(string: value.string ?? "", rule, at: spot, level)
        case .number: check(number: value.double ?? .nan, rule, at: spot, level)
        case .array: check(array: value, rule, at: spot, level)
        case .object: check(object: value, rule, at: spot, level)
        case .true, .false, .null: break
        }
    }

    /// A secret against its rule. What findings say tells nothing of the value but its length.
    mutating func check(secret value: JSONValue, _ rule: FieldRule, at spot: Spot) {
        let level = rule.severity ?? .error
        guard rule.kind.takes(value) else {
            note(.wrongKind, level, spot, "A value of another kind stands here; \(rule.kind.words) is wanted.")
            return
        }
        if !rule.choices.isEmpty, !value.isOne(of: rule.choices, folded: rule.choicesFold) {
            note(.notOneOf, level, spot, "It must be one of \(rule.choices.listed).")
        }
        if let text = value.string { check(text, rule, shownAs: "hidden", at: spot, level) }
    }

    private mutating func check(string text: String, _ rule: FieldRule, at spot: Spot, _ level: Finding.Level) {
        check(text, rule, shownAs: text.quoted, at: spot, level)
        if rule.kind == .vhd { checkSignedURL(text, at: spot, level) }
    }

    /// `shown` is what findings say that the text is.
    private mutating func check(
        _ text: String,
        _ rule: FieldRule,
        shownAs shown: @autoclosure () -> String,
        at spot: Spot,
        _ level: Finding.Level
    ) {
        if text.isEmpty, rule.allowsEmpty { return }
        let length = text.unicodeScalars.count
        if let least = rule.length.least, length < least {
            note(.tooShort, level, spot, "It has \(length) characters; \(least) at least are wanted.")
        } else if let most = rule.length.most, length > most {
            note(.tooLong, level, spot, "It has \(length) characters; \(most) at most are allowed.")
        } else if let pattern = rule.pattern, !pattern.matches(text) {
            note(.wrongForm, level, spot, "It is \(shown()); it must have the form \(pattern).")
        }
        if let (code, message) = rule.kind.complaint(about: text, shownAs: shown()) { note(code, level, spot, message) }
        if let set = rule.valueSet, !type.data.holds(text, in: set, of: type.id.rawValue) {
            note(.notOneOf, level, spot, "It is \(shown()), which is none of the known \(set).")
        }
    }

    private mutating func check(number: Double, _ rule: FieldRule, at spot: Spot, _ level: Finding.Level) {
        if let minimum = rule.minimum, !(number >= minimum) {
            note(.tooSmall, level, spot, "It is \(number.words); \(minimum.words) at least is wanted.")
        }
        if let maximum = rule.maximum, !(number <= maximum) {
            note(.tooLarge, level, spot, "It is \(number.words); \(maximum.words) at most is allowed.")
        }
    }

    private mutating func check(array: JSONValue, _ rule: FieldRule, at spot: Spot, _ level: Finding.Level) {
        if let least = rule.items.least, array.count < least {
            note(.tooFew, level, spot, "It has \(array.count) items; \(least) at least are wanted.")
        }
        if let most = rule.items.most, array.count > most {
            note(.tooMany, level, spot, "It has \(array.count) items; \(most) at most are allowed.")
        }
        if rule.isUnique, let twice = array.firstRepeated {
            note(.notUnique, level, spot, "The item \(twice.quoted) is there twice.")
        }
        guard let item = rule.item else { return }
        for entry in spot.entries {
            if let value = entry.value { check(value, item, at: entry, level) }
        }
    }

    private mutating func check(object: JSONValue, _ rule: FieldRule, at spot: Spot, _ level: Finding.Level) {
        if rule.valueSet == "categories" { checkCategory(object, at: spot, level) }
        for (name, member) in rule.members {
            let place = spot.member(name)
            guard document.isMissing(place) else {
                if let value = place.value { check(value, member, at: place, level) }
                continue
            }
            guard case .always = member.need else { continue }
            note(.required, member.needSeverity ?? member.severity ?? level, place, "\(name) is needed.")
        }
        guard rule.keySet != nil || rule.keysPattern != nil || rule.others != nil || rule.length.most != nil else {
            return
        }
        let named = Set(rule.members.map(\.name))
        for entry in object.members where !named.contains(entry.name) {
            checkName(entry.name, rule, at: spot.member(entry.name), level)
            if let others = rule.others { check(entry.value, others, at: spot.member(entry.name), level) }
        }
    }

    private mutating func checkName(_ name: String, _ rule: FieldRule, at spot: Spot, _ level: Finding.Level) {
        if let set = rule.keySet, !type.data.holds(name, in: set, of: type.id.rawValue) {
            note(.unknownKey, level, spot, "\(name.quoted) is none of the known \(set).")
        }
        if let pattern = rule.keysPattern, !pattern.matches(name) {
            note(.unknownKey, level, spot, "Its name is \(name.quoted); it must have the form \(pattern).")
        }
        if let most = rule.length.most, name.unicodeScalars.count > most {
            let count = name.unicodeScalars.count
            note(.tooLong, level, spot, "Its name has \(count) characters; \(most) at most are allowed.")
        }
    }

    private mutating func checkCategory(_ object: JSONValue, at spot: Spot, _ level: Finding.Level) {
        let names = type.data.categoryNames
        guard let tree = type.data.tree("categories", of: type.id.rawValue), let first = object[names.level1]?.string
        else { return }
        guard let below = tree[first] else {
            note(.notOneOf, level, spot.member(names.level1), "\(first.quoted) is no category of this type.")
            return
        }
        let place = spot.member(names.level2Prefix + first)
        for entry in place.entries {
            guard let second = entry.value?.string, !below.contains(second) else { continue }
            note(.notOneOf, level, entry, "\(second.quoted) is no category below \(first.quoted).")
        }
    }
}

extension FieldRule.Kind {
    /// Whether a value of that kind of JSON can be right.
    func takes(_ value: JSONValue) -> Bool {
        switch self {
        case .any: true
        case .string, .html, .url, .email, .guid, .dateTime, .vhd, .image: value.kind == .string
        case .boolean: value.kind == .true || value.kind == .false
        case .number: value.kind == .number
        case .integer: value.double.map { $0.rounded() == $0 } ?? false
        case .object: value.kind == .object
        case .array: value.kind == .array
        }
    }

    /// What is wanted, for people.
    var words: String {
        switch self {
        case .any: "any value"
        case .string, .html: "a string"
        case .url, .vhd, .image: "a string with a URL"
        case .email: "a string with an e-mail address"
        case .guid: "a string with a GUID"
        case .dateTime: "a string with a time"
        case .boolean: "true or false"
        case .number: "a number"
        case .integer: "a whole number"
        case .object: "an object"
        case .array: "an array"
        }
    }

    /// What is wrong with the form of a text of this kind.
    func complaint(about text: String, shownAs shown: @autoclosure () -> String) -> (Finding.Code, String)? {
        switch self {
        case .url, .vhd, .image:
            WebAddress(text) == nil ? (.notAURL, "It is \(shown()); it must be a whole http or https URL.") : nil
        case .email:
            EmailAddress.isValid(text)
                ? nil : (.notAnEmail, "It is \(shown()); it must be one e-mail address, as in jo@contoso.example.")
        case .guid:
            GUID(text) == nil
                ? (.notAGUID, "It is \(shown()); it must be a GUID: 8-4-4-4-12 hexadecimal digits.") : nil
        case .dateTime:
            MomentText.isDateOrTime(text)
                ? nil : (.notATime, "It is \(shown()); it must be a day or a time as in 2019-07-01T10:00:00Z.")
        case .string, .html, .boolean, .integer, .number, .object, .array, .any: nil
        }
    }
}
