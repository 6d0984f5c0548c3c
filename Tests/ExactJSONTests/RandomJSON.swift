import VitrineTestKit

/// Valid JSON of random shape, with odd white space, escapes and long numbers.
struct RandomJSON {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func document() -> [UInt8] {
        Array((space() + value(depth: 0) + space()).utf8)
    }

    private mutating func value(depth: Int) -> String {
        switch pick(depth < 6 ? 9 : 5) {
        case 0: number()
        case 1: "\"\(content())\""
        case 2: ["true", "false", "null"][pick(3)]
        case 3: "\"\(content())\(content())\(content())\""
        case 4: number()
        case 5, 6: object(depth: depth)
        default: array(depth: depth)
        }
    }

    private mutating func object(depth: Int) -> String {
        let members = (0..<pick(pick(12) == 0 ? 60 : 5)).map { place in
            // The place keeps names apart, whatever else is in them.
            space() + "\"\(content())\(place)\"" + space() + ":" + space() + value(depth: depth + 1) + space()
        }
        return "{" + (members.isEmpty ? space() : members.joined(separator: ",")) + "}"
    }

    private mutating func array(depth: Int) -> String {
        let elements = (0..<pick(5)).map { _ in space() + value(depth: depth + 1) + space() }
        return "[" + (elements.isEmpty ? space() : elements.joined(separator: ",")) + "]"
    }

    private mutating func number() -> String {
        let integer = pick(3) == 0 ? "0" : "\(1 + pick(9))" + digits(pick(30))
        let fraction = pick(3) == 0 ? "." + digits(1 + pick(20)) : ""
        let exponent = pick(4) == 0 ? ["e", "E"][pick(2)] + ["", "+", "-"][pick(3)] + digits(1 + pick(4)) : ""
        return ["", "-"][pick(2)] + integer + fraction + exponent
    }

    private mutating func digits(_ count: Int) -> String {
        (0..<count).map { _ in String(pick(10)) }.joined()
    }

    private mutating func content() -> String {
        let pieces = [
            "", "a", "planId", "microsoft-azure-virtualmachines.", "é", "日本", "😀", "\u{7F}", " ", "/", "~", "{[,:]}",
            #"\n"#, #"\\"#, #"\""#, #"\/"#, #"\u0000"#, #"\u00e9"#, #"\uD83D\ude00"#, #"\u2028"#, "\u{2028}",
            "e\u{301}",
        ]
        return (0..<pick(5)).map { _ in pieces[pick(pieces.count)] }.joined()
    }

    private mutating func space() -> String {
        ["", "", "", " ", "\n", "\r\n", "\t", "\n          ", "  \n\n\t"][pick(9)]
    }

    private mutating func pick(_ count: Int) -> Int {
        Int(generator.next() % UInt64(count))
    }
}
