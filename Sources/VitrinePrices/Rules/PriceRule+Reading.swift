package import ExactJSON
import VitrineText

extension PriceRule {
    /// Reads `virtualMachinePricing` or `virtualMachinePricingV2`.
    ///
    /// Of `coreMultiplier` and `regionPrices` the first counts: a document that was read back holds its evaluated prices as
    /// well. `spreadSheetPricing` is not looked at, nor is `isByol`. Any region with a valid code is taken; whether it
    /// exists is asked when prices are derived.
    package init(reading section: JSONValue) throws(PriceFindings) {
        var reader = PriceRuleReader()
        let rule = reader.rule(PriceMember(value: section, pointer: JSONPointer(tokens: [])))
        try reader.findings.throwIfAny()
        guard let rule else {
            let message = "Add one of coreMultiplier.single, coreMultiplier.individually and regionPrices."
            throw PriceFindings(PriceFinding(.priceRuleMissing, at: .member(JSONPointer(tokens: [])), message))
        }
        self = rule
    }
}

/// A value of the price section and the way to it.
private struct PriceMember {
    let value: JSONValue
    let pointer: JSONPointer

    var place: PriceFinding.Place { .member(pointer) }

    /// The member of this name; `nil` when it isn't there, or is null, as serializers write what isn't there.
    subscript(name: String) -> PriceMember? {
        guard let member = value[name], member.kind != .null else { return nil }
        return PriceMember(value: member, pointer: pointer.appending(name))
    }

    var members: [(name: String, member: PriceMember)] {
        value.members.map { ($0.name, PriceMember(value: $0.value, pointer: pointer.appending($0.name))) }
    }
}

private struct PriceRuleReader {
    var findings = FindingList()

    /// `nil` when there is no rule, or findings.
    mutating func rule(_ section: PriceMember) -> PriceRule? {
        if let multiplier = section["coreMultiplier"] { return rule(multiplier: multiplier) }
        return section["regionPrices"].map { .perRegion(regions($0)) }
    }

    private mutating func rule(multiplier: PriceMember) -> PriceRule? {
        checkCurrency(of: multiplier)
        switch (multiplier["single"], multiplier["individually"]) {
        case (let single?, nil):
            return price(single).map { .perCore($0) }
        case (nil, let individually?):
            return .perCoreSize(sizes(individually))
        case (.some, .some):
            let message = "Keep one of single and individually; both can't be the price."
            findings.add(PriceFinding(.severalPriceRules, at: multiplier.place, message))
        case (nil, nil):
            let message = "Add single, the price per core, or individually, the prices by core size."
            findings.add(PriceFinding(.priceRuleMissing, at: multiplier.place, message))
        }
        return nil
    }

    private mutating func checkCurrency(of multiplier: PriceMember) {
        guard let currency = multiplier["currency"], !currency.value.equals("USD") else { return }
        let message = "These prices are in US dollars: write \"USD\"."
        findings.add(PriceFinding(.wrongCurrency, at: currency.place, message))
    }

    private mutating func regions(_ object: PriceMember) -> [Region.Code: [CoreSize: ExactDecimal]] {
        var regions: [Region.Code: [CoreSize: ExactDecimal]] = [:]
        for (name, member) in objectMembers(object) {
            guard let code = Region.Code(name) else {
                let message = "'\(name.shown)' is no region; write two capital letters, such as CH."
                findings.add(PriceFinding(.unknownRegion, at: member.place, message))
                continue
            }
            regions[code] = sizes(member)
        }
        return regions
    }

    private mutating func sizes(_ object: PriceMember) -> [CoreSize: ExactDecimal] {
        var amounts: [CoreSize: ExactDecimal] = [:]
        for (name, member) in objectMembers(object) {
            guard let size = CoreSize(named: name) else {
                let message = "'\(name.shown)' is no core size; write one such as sharedcore, 1core or 16core."
                findings.add(PriceFinding(.unknownCoreSize, at: member.place, message))
                continue
            }
            amounts[size] = price(member)
        }
        return amounts
    }

    private mutating func objectMembers(_ object: PriceMember) -> [(name: String, member: PriceMember)] {
        switch object.value.kind {
        case .object where object.value.count > 0:
            return object.members
        case .object:
            findings.add(PriceFinding(.pricesMissing, at: object.place, "There is no price in here; add some."))
        case .array, .string, .number, .true, .false, .null:
            findings.add(PriceFinding(.notAnObject, at: object.place, "Write an object here."))
        }
        return []
    }

    private mutating func price(_ member: PriceMember) -> ExactDecimal? {
        findings.collecting { () throws(PriceFinding) in
            guard member.value.kind == .number else {
                let message = "Write the price as a number, without quotation marks."
                throw PriceFinding(.notANumber, at: member.place, message)
            }
            let price = try PriceBounds.price(parsing: member.value.text, at: member.place)
            guard price.scale <= PriceBounds.maximumDecimals else {
                let message = "Write at most \(PriceBounds.maximumDecimals) digits after the point."
                throw PriceFinding(.tooManyDecimals, at: member.place, message)
            }
            return price
        }
    }
}
