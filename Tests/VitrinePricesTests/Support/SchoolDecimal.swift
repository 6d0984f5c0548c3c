/// A decimal number as one computes on paper: any number of digits, the lowest first. Nothing of it is shared with
/// `ExactDecimal`, which it is the judge of.
struct SchoolDecimal: Equatable {
    private var digits: [Int]
    private var scale: Int

    /// Reads `12.50`.
    init(_ text: String) {
        let parts = text.split(separator: ".")
        digits = parts.joined().reversed().compactMap(\.wholeNumberValue)
        scale = parts.count > 1 ? parts[1].count : 0
    }

    static func * (one: SchoolDecimal, other: SchoolDecimal) -> SchoolDecimal {
        var product = one
        product.digits = Array(repeating: 0, count: one.digits.count + other.digits.count)
        for (place, digit) in one.digits.enumerated() {
            for (otherPlace, otherDigit) in other.digits.enumerated() {
                product.digits[place + otherPlace] += digit * otherDigit
            }
        }
        product.scale = one.scale + other.scale
        product.carry()
        return product
    }

    /// Half up: adds one where the first digit that goes is 5 or more.
    func rounded(to wanted: Int) -> SchoolDecimal {
        guard scale > wanted else { return self }
        var rounded = self
        let dropped = scale - wanted
        rounded.digits = Array(digits.dropFirst(dropped)) + [0]
        rounded.scale = wanted
        if dropped <= digits.count, digits[dropped - 1] >= 5 { rounded.digits[0] += 1 }
        rounded.carry()
        return rounded
    }

    private mutating func carry() {
        for place in digits.indices.dropLast() {
            digits[place + 1] += digits[place] / 10
            digits[place] %= 10
        }
    }

    /// Without zeros that say nothing.
    var description: String {
        var whole = Array(digits.dropFirst(scale)),
            fraction = Array((digits + Array(repeating: 0, count: scale)).prefix(scale))
        while whole.count > 1, whole.last == 0 { whole.removeLast() }
        while fraction.first == 0 { fraction.removeFirst() }
        let text = { (digits: [Int]) in digits.reversed().map(String.init).joined() }
        return (whole.isEmpty ? "0" : text(whole)) + (fraction.isEmpty ? "" : "." + text(fraction))
    }
}
