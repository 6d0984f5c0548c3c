import ExactJSON
import VitrineCore

extension RegistryValue {
    private static let ruleMembers: Set = [
        "kind", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "pattern", "keysPattern",
        "enum", "enumCase", "set", "keysSet", "items", "members", "values", "allowEmpty", "unique", "uniqueInPublisher",
        "image",
        "artifact", "required", "severity", "requiredSeverity", "immutableAfterLive",
    ]

    /// A rule; of a field itself when `isTop`, else inside of one.
    func rule(isTop: Bool) throws(RegistryError) -> FieldRule {
        try expectObject(with: Self.ruleMembers)
        var parts = FieldRule.Parts(kind: try required("kind").word(of: FieldRule.Kind.self))
        parts.length = try bounds("minLength", "maxLength")
        parts.items = try bounds("minItems", "maxItems")
        parts.minimum = try optional("minimum")?.number()
        parts.maximum = try optional("maximum")?.number()
        if let least = parts.minimum, let most = parts.maximum, least > most {
            throw place.error("'maximum' is less than 'minimum'.")
        }
        parts.pattern = try optional("pattern")?.pattern()
        parts.keysPattern = try optional("keysPattern")?.pattern()
        parts.choices = try optional("enum")?.choices() ?? []
        parts.choicesFold = try optional("enumCase")?.word(of: EnumCase.self) == .fold
        parts.valueSet = try optional("set")?.nonEmptyText()
        parts.keySet = try optional("keysSet")?.nonEmptyText()
        parts.item = try optional("items")?.rule(isTop: false)
        parts.members = try optional("members")?.namedRules() ?? []
        parts.others = try optional("values")?.rule(isTop: false)
        parts.allowsEmpty = try optional("allowEmpty")?.bool() ?? false
        parts.isUnique = try optional("unique")?.bool() ?? false
        parts.isUniqueInPublisher = try optional("uniqueInPublisher")?.bool() ?? false
        if parts.isUniqueInPublisher, !isTop || parts.kind != .string {
            throw place.error("'uniqueInPublisher' is a rule of a field whose kind is string.")
        }
        parts.image = try optional("image")?.image()
        parts.artifact = try optional("artifact")?.word(of: ArtifactPurpose.self)
        parts.severity = try optional("severity")?.word(of: Finding.Level.self)
        parts.needSeverity = try optional("requiredSeverity")?.word(of: Finding.Level.self)
        parts.afterLive = try optional("immutableAfterLive")?.afterLive()
        parts.need = try isTop ? required("required").need() : optional("required")?.bool() == true ? .always : .never
        return FieldRule(parts)
    }

    private enum EnumCase: String, CaseIterable {
        case exact, fold
    }

    private func bounds(_ leastName: String, _ mostName: String) throws(RegistryError) -> FieldRule.Bounds {
        let bounds = FieldRule.Bounds(least: try optional(leastName)?.count(), most: try optional(mostName)?.count())
        if let least = bounds.least, let most = bounds.most, least > most {
            throw place.error("'\(mostName)' is less than '\(leastName)'.")
        }
        return bounds
    }

    private func namedRules() throws(RegistryError) -> [(name: String, rule: FieldRule)] {
        var rules: [(name: String, rule: FieldRule)] = []
        var complaints = Complaints()
        for (name, member) in try namedMembers() {
            guard let rule = complaints.gathering({ () throws(RegistryError) in try member.rule(isTop: false) }) else {
                continue
            }
            rules.append((name, rule))
        }
        try complaints.throwIfAny()
        return rules
    }

    func pattern() throws(RegistryError) -> FieldPattern {
        guard let pattern = FieldPattern(try text()) else {
            throw place.error(
                "Write a regular expression that begins with ^ and ends with $, without look-around and back references."
            )
        }
        return pattern
    }

    private func choices() throws(RegistryError) -> [Choice] {
        var choices: [Choice] = []
        for element in try elements() {
            let choice = try element.choice()
            guard !choices.contains(choice) else { throw element.place.error("This value is named twice.") }
            choices.append(choice)
        }
        guard !choices.isEmpty else { throw place.error("Name one value at least.") }
        return choices
    }

    private func choice() throws(RegistryError) -> Choice {
        guard let choice = Choice(value) else { throw place.error("Write a string, a number, true or false.") }
        return choice
    }

    private func image() throws(RegistryError) -> FieldRule.ImageRule {
        try expectObject(with: ["format", "sizes", "square"])
        let format = try required("format")
        guard try format.text() == "png" else { throw format.place.error("The one format is png.") }
        var sizes: [[Int]] = []
        for size in try required("sizes").elements() {
            var sides: [Int] = []
            for side in try size.elements() { sides.append(try side.positiveInteger()) }
            guard sides.count == 2 else { throw size.place.error("Write a width and a height.") }
            sizes.append(sides)
        }
        var square: ClosedRange<Int>?
        if let range = optional("square") {
            let ends = try range.elements()
            guard ends.count == 2 else { throw range.place.error("Write the smallest and the largest side.") }
            let least = try ends[0].positiveInteger(), most = try ends[1].positiveInteger()
            guard least <= most else { throw range.place.error("Write the smallest side first.") }
            square = least...most
        }
        return FieldRule.ImageRule(sizes: sizes, square: square)
    }

    private func afterLive() throws(RegistryError) -> FieldRule.AfterLive {
        if value.kind == .true { return .fixed }
        guard value.string != FieldRule.AfterLive.fixed.rawValue else {
            throw place.error("Write true without quotes.")
        }
        return try word(of: FieldRule.AfterLive.self)
    }

    private func need() throws(RegistryError) -> FieldRule.Need {
        if value.kind == .object {
            try expectObject(with: ["when", "unless"])
            if let when = optional("when") {
                guard optional("unless") == nil else { throw place.error("Write 'when' or 'unless', not both.") }
                return .when(try when.condition())
            }
            return .unless(try required("unless").condition())
        }
        return try word(of: NeedWord.self) == .always ? .always : .never
    }

    private enum NeedWord: String, CaseIterable {
        case always, never
    }

    func condition() throws(RegistryError) -> Condition {
        try expectObject(with: ["key", "equals", "oneOf", "present"])
        let key = KeyReference(try required("key").nonEmptyText())
        guard ["equals", "oneOf", "present"].count(where: { optional($0) != nil }) == 1 else {
            throw place.error("Write one of 'equals', 'oneOf' and 'present'.")
        }
        if let present = optional("present") { return Condition(key: key, test: .isPresent(try present.bool())) }
        if let one = optional("equals") { return Condition(key: key, test: .isOneOf([try one.choice()])) }
        return Condition(key: key, test: .isOneOf(try required("oneOf").choices()))
    }
}

extension Choice {
    /// `nil` for an object, an array or null.
    init?(_ value: JSONValue) {
        switch value.kind {
        case .string: self = .string(value.string ?? "")
        case .number: self = .number(value.double ?? .nan)
        case .true: self = .boolean(true)
        case .false: self = .boolean(false)
        case .object, .array, .null: return nil
        }
    }
}

extension JSONValue {
    /// The number as far as a double goes: for comparing with limits. `nil` for other kinds.
    var double: Double? { kind == .number ? Double(String(decoding: text, as: UTF8.self)) : nil }
}
