extension Timestamp: CustomStringConvertible {
    /// ISO 8601 with seven fraction digits and `Z`: `2017-06-07T06:15:39.7349221Z`.
    ///
    /// Source: wire contract, section 1, "times".
    package var description: String { wire(timeSeparator: [0x3A]) }

    /// The wire text with `timeSeparator` between hours, minutes and seconds: an entity tag writes `%3A` there.
    func wire(timeSeparator: [UInt8]) -> String {
        // Not the difference to whole seconds, which the earliest second's ticks would not fit.
        let fraction = (ticks % Self.ticksPerSecond + Self.ticksPerSecond) % Self.ticksPerSecond
        let (date, time) = civil

        var text: [UInt8] = []
        text.reserveCapacity(34)
        text.appendDecimal(date.year, width: 4)
        text.append(0x2D)
        text.appendDecimal(date.month, width: 2)
        text.append(0x2D)
        text.appendDecimal(date.day, width: 2)
        text.append(0x54)
        text.appendDecimal(time / 3600, width: 2)
        text += timeSeparator
        text.appendDecimal(time / 60 % 60, width: 2)
        text += timeSeparator
        text.appendDecimal(time % 60, width: 2)
        text.append(0x2E)
        text.appendDecimal(fraction, width: 7)
        text.append(0x5A)
        return String(decoding: text, as: UTF8.self)
    }

    /// The moment that `text` spells, or `nil` when it isn't `YYYY-MM-DDThh:mm:ss`, a fraction of up to seven digits or
    /// none, and `Z`.
    package init?(wire text: some StringProtocol) {
        var scanner = DigitScanner(text.utf8)
        guard let year = scanner.number(digits: 4), scanner.skip(0x2D),
            let month = scanner.number(digits: 2), scanner.skip(0x2D),
            let day = scanner.number(digits: 2), scanner.skip(0x54),
            let hour = scanner.number(digits: 2), scanner.skip(0x3A),
            let minute = scanner.number(digits: 2), scanner.skip(0x3A),
            let second = scanner.number(digits: 2),
            let fraction = scanner.fraction(digits: 7),
            scanner.skip(0x5A), scanner.isAtEnd
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isReal, hour < 24, minute < 60, second < 60 else { return nil }
        let seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second
        self.init(ticks: seconds * Self.ticksPerSecond + fraction)
    }
}

/// Reads fixed-width decimal fields.
private struct DigitScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: some Sequence<UInt8>) {
        rest = ArraySlice(text)
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(digits: Int) -> Int64? {
        guard rest.count >= digits else { return nil }
        var value: Int64 = 0
        for byte in rest.prefix(digits) {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        rest.removeFirst(digits)
        return value
    }

    /// A fraction of one to `digits` digits, scaled to `digits`; 0 when there is no point.
    mutating func fraction(digits: Int) -> Int64? {
        guard skip(0x2E) else { return 0 }
        let given = rest.prefix { (0x30...0x39).contains($0) }.count
        guard (1...digits).contains(given), let value = number(digits: given) else { return nil }
        return (given..<digits).reduce(value) { scaled, _ in scaled * 10 }
    }
}
