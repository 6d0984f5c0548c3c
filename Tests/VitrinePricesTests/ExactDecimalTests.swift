import Testing
import VitrinePrices
import VitrineTestKit

struct ExactDecimalTests {
    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("-0.00e5", "0"), ("0e999999999999999999999", "0"), ("12", "12"), ("1.50", "1.5"),
        ("1e2", "100"), ("1E+2", "100"), ("1500e-3", "1.5"), ("0.0010", "0.001"), (".5", "0.5"), ("5.", "5"),
        ("+7", "7"),
        ("007", "7"), ("100000000000000000000e-20", "1"),
        ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ("0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001"),
        ("1\(String(repeating: "0", count: 500))e-500", "1"), ("0.\(String(repeating: "0", count: 500))1e501", "1"),
        ("0.1\(String(repeating: "0", count: 500))", "0.1"),
    ])
    func `a number is read exactly and written in one way`(text: String, expected: String) throws {
        let number = try ExactDecimal(parsing: text)
        #expect(number.description == expected)
        #expect(try ExactDecimal(parsing: number.description) == number)
    }

    @Test(
        arguments: [
            ("", .notANumber), ("-", .notANumber), (".", .notANumber), ("1x", .notANumber), ("1e", .notANumber),
            ("1e+", .notANumber), ("e5", .notANumber), ("1.2.3", .notANumber), ("1,5", .notANumber),
            ("NaN", .notANumber),
            ("INF", .notANumber), ("0x10", .notANumber), (" 1", .notANumber), ("--1", .notANumber),
            ("1e1.5", .notANumber),
            ("-1", .negative), ("-0.0000001", .negative), ("-1e400", .negative),
            ("100000000000000000000000000000000000000", .tooLarge), ("1e38", .tooLarge),
            ("1e999999999999999999999", .tooLarge),
            ("1e-39", .tooFine), ("1e-999999999999999999999", .tooFine),
            ("10000000000000000000.0000000000000000001", .tooFine),
            ("1.\(String(repeating: "3", count: 38))", .tooFine),
        ] as [(String, ExactDecimal.ParsingError)]
    )
    func `what can't be held is refused, and never held as something else`(
        text: String,
        expected: ExactDecimal.ParsingError
    ) {
        #expect(throws: expected) { try ExactDecimal(parsing: text) }
    }

    @Test(arguments: [
        ("0.005", 2, "0.01"), ("0.0049999999999999999999999999999999999", 2, "0"), ("1.005", 2, "1.01"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"), ("0.4999", 0, "0"), ("9.995", 2, "10"), ("1.25", 5, "1.25"), ("109.605", 0, "110"),
    ])
    func `rounding goes half up`(text: String, digits: Int, expected: String) throws {
        #expect(try ExactDecimal(parsing: text).rounded(to: digits).description == expected)
    }

    @Test func `a product that doesn't fit is refused`() throws {
        let large = try ExactDecimal(parsing: "99999999999999999999999999999999999999")
        let fine = try ExactDecimal(parsing: "0.00000000000000000000000000000000000001")
        #expect(throws: ExactDecimal.Overflow.self) { try large.multiplied(by: ExactDecimal(2)) }
        #expect(throws: ExactDecimal.Overflow.self) { try large.multiplied(by: large, roundedTo: 0) }
        #expect(throws: ExactDecimal.Overflow.self) { try fine.multiplied(by: fine, roundedTo: 2) }
        #expect(throws: ExactDecimal.Overflow.self) { try fine.multiplied(by: fine) }
        #expect(try large.multiplied(by: fine, roundedTo: 0) == .one)
        // 2 to the 128th: nothing is left of it in 128 bits.
        let power = try ExactDecimal(parsing: "18446744073709551616")
        #expect(throws: ExactDecimal.Overflow.self) { try power.multiplied(by: power) }
    }

    @Test(arguments: [
        ("0", "0.00000000000000000000000000000000000001"), ("0.00000000000000000000000000000000000001", "1e37"),
        ("0.9", "1"),
        ("1", "1.00000000000000000000000000000000001"), ("9e36", "1e37"),
        ("0.99999999999999999999999999999999999999", "1"),
        ("1.00000000000000000000000000000000001", "3403"),
    ])
    func `the smaller number is the smaller one, however far apart they are`(small: String, large: String) throws {
        let small = try ExactDecimal(parsing: small), large = try ExactDecimal(parsing: large)
        #expect(small < large)
        #expect(!(large < small))
    }

    @Test(arguments: 0..<500 as Range<UInt64>)
    func `products are those of a computation on paper`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let one = Self.decimal(digits: 38, scale: 19, using: &generator)
        let other = Self.decimal(digits: 38, scale: 19, using: &generator)
        let digits = Int.random(in: 0...4, using: &generator)
        let product = try? ExactDecimal(parsing: one).multiplied(by: ExactDecimal(parsing: other), roundedTo: digits)
        let expected = (SchoolDecimal(one) * SchoolDecimal(other)).rounded(to: digits).description
        if let product {
            #expect(product.description == expected, "\(one) × \(other) to \(digits)")
        } else {
            #expect(expected.utf8.count > 38, "\(one) × \(other) to \(digits)")
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `order is that of the numbers, whatever their digits`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let one = Self.decimal(digits: 12, scale: 6, using: &generator)
        // A neighbour, one in the last place above.
        let above = try ExactDecimal(parsing: one + "0000000000000001")
        let number = try ExactDecimal(parsing: one)
        #expect(number < above)
        #expect(!(above < number))
        #expect(!(number < number))
    }

    /// `12.345` with up to so many digits, and up to so many of them after the point, of which one always is.
    private static func decimal(digits: Int, scale: Int, using generator: inout SeededGenerator) -> String {
        let fraction = Int.random(in: 1...scale, using: &generator)
        let whole = Int.random(in: 1...digits - fraction, using: &generator)
        let digits = (0..<whole + fraction).map { _ in String(Int.random(in: 0...9, using: &generator)) }
        return digits.prefix(whole).joined() + "." + digits.suffix(fraction).joined()
    }
}
