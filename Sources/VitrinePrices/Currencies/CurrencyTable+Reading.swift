import VitrineText

extension CurrencyTable {
    /// The most that a rate may be, and its digits after the point: enough for every currency there is, and few enough that
    /// no price times a rate is refused for its length.
    private static let largestRate = ExactDecimal(1_000_000_000)
    private static let finestRate = 18

    /// Reads the registry's file of currencies:
    ///
    ///     {"format": 1, "kind": "currencies", "date": "2019-01-01", "base": "USD", "rates": {"EUR": "0.8754"},
    ///      "minorUnits": {"EUR": 3}}
    ///
    /// Rates are strings, so that no tool on the way makes binary fractions of them. `minorUnits` may be left out. `source`
    /// and `note` may stand beside.
    package init(reading bytes: [UInt8], file: String) throws(TableError) {
        let root = try TableValue(bytes, file: file)
        try root.expect(kind: "currencies", members: ["date", "base", "rates", "minorUnits"])
        let base = try root.required("base")
        guard try base.currency() == .usDollar else { throw base.error("Rates are for one US dollar: write \"USD\".") }
        date = try root.required("date").date()
        rates = try Self.rates(root.required("rates"))
        ownMinorUnits = try Self.minorUnits(root.optional("minorUnits"))
    }

    private static func rates(_ object: TableValue) throws(TableError) -> [CurrencyCode: ExactDecimal] {
        var rates: [CurrencyCode: ExactDecimal] = [.usDollar: .one]
        for (name, value) in try object.members() {
            let currency = try value.currency(named: name)
            let rate = try value.rate(atMost: largestRate, finest: finestRate)
            guard currency != .usDollar || rate == .one else { throw value.error("One US dollar is 1 US dollar.") }
            rates[currency] = rate
        }
        return rates
    }

    private static func minorUnits(_ object: TableValue?) throws(TableError) -> [CurrencyCode: Int] {
        var minorUnits: [CurrencyCode: Int] = [:]
        for (name, value) in try object?.members() ?? [] {
            minorUnits[try value.currency(named: name)] = try value.integer(in: 0...8)
        }
        return minorUnits
    }
}

extension TableValue {
    fileprivate func currency(named name: String) throws(TableError) -> CurrencyCode {
        guard let currency = CurrencyCode(name) else {
            throw error("'\(name.shown)' is no currency. Write three capital letters, such as EUR.")
        }
        return currency
    }

    fileprivate func rate(atMost largest: ExactDecimal, finest: Int) throws(TableError) -> ExactDecimal {
        guard let rate = try? ExactDecimal(parsing: text()) else {
            throw error("Write the rate as a decimal number in a string, such as \"0.8754\".")
        }
        guard rate > .zero, rate <= largest, rate.scale <= finest else {
            throw error("Write a rate above 0 and up to \(largest), with at most \(finest) digits after the point.")
        }
        return rate
    }

    fileprivate func date() throws(TableError) -> String {
        let text = try text()
        guard text.isCalendarDate else { throw error("Write a day of the calendar as \"2019-01-01\".") }
        return text
    }
}

extension String {
    private static let daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    fileprivate var isCalendarDate: Bool {
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
        else { return false }
        let isLeapYear = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let extraDay = month == 2 && isLeapYear ? 1 : 0
        return (1...Self.daysOfMonths[month - 1] + extraDay).contains(day)
    }
}
