import Testing
import VitrineVault

struct MasterKeyParsingTests {
    static let one = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
    static let two = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="
    static let short = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ=="

    private static let single: [String] = [
        one, "\(one)\n", "\n\n\(one)\n\n", "# a remark\n\(one)", "\(one) # the current one", "  \(one)  ", "\(one),",
        "\t\(one)",
        "# \(two)\n\(one)", "#\n#\n\(one)\r\n",
    ]

    private static let double: [String] = [
        "\(one)\n\(two)", "\(one),\(two)", "\(one), \(two)\n", "\(one)\r\n\(two)", "\(one) \(two)",
        "\(one)\n# between\n\(two)",
        "\(one) # first\n\(two) # second",
    ]

    private static let wrong: [(String, Int)] = [
        ("x", 1), ("not base64!", 1), (short, 1), ("\(one)AA", 1), (String(one.dropLast()), 1), ("\(one)\nx", 2),
        ("\(one),\(two),x", 3), ("\u{FEFF}\(one)", 1), ("\(one);\(two)", 1), ("AQE=", 1),
    ]

    @Test(arguments: single)
    func `one key is read, remarks and white space aside`(text: String) throws {
        #expect(try MasterKeyFile.parse(text).map(\.id) == [Self.id(Self.one)])
    }

    @Test(arguments: double)
    func `several keys are read in their order`(text: String) throws {
        #expect(try MasterKeyFile.parse(text).map(\.id) == [Self.id(Self.one), Self.id(Self.two)])
    }

    @Test(arguments: ["", "\n", "# only a remark", ",", " , \n , ", "#\(one)"])
    func `no key at all is refused`(text: String) {
        #expect(throws: MasterKeyError.empty) { try MasterKeyFile.parse(text) }
    }

    @Test(arguments: wrong)
    func `what is no key is refused by its number, and not shown`(text: String, number: Int) throws {
        let error = #expect(throws: MasterKeyError.self) { try MasterKeyFile.parse(text) }
        #expect(error == .malformed(line: number))
        #expect(error?.description == "Master key \(number) is not 32 bytes in Base64.")
    }

    @Test func `the id says which key it is, and is the same wherever it is read`() throws {
        let key = try #require(MasterKey(base64: Self.one))
        #expect(key.id == Self.id(Self.one))
        #expect(key.id.utf8.count == 16)
        #expect(key.id != Self.id(Self.two))
        #expect(MasterKey.random().id != MasterKey.random().id)
    }

    private static func id(_ text: String) -> String? { MasterKey(base64: text)?.id }
}
