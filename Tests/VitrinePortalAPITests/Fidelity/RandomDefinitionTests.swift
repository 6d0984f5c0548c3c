import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Fidelity over documents that nobody thought of.
struct RandomDefinitionTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `whatever is sent comes back`(seed: UInt64) async throws {
        try await Portal.with { portal in
            var text = RandomText(seed: seed)
            for _ in 0..<60 {
                let definition = "{\"offer\":\(text.object(depth: 4)),\"plans\":[],\"rest\":\(text.value(depth: 4))}"
                let put = try await portal.put(.offer, OfferBody.with(definition: definition))
                #expect(put.status == 200, "\(definition)")
                #expect(try await portal.get(.offer).definition == definition)
            }
        }
    }
}

/// JSON texts with odd white space, numbers and escapes.
private struct RandomText {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &generator) {
        case 0:
            pick([
                "0", "-0", "1.0", "1e2", "1E+2", "0.10", "636576975611768314", "1e-400",
                "123456789012345678901234567890",
            ])
        case 1: pick(["null", "true", "false"])
        case 2, 3: string()
        case 4: array(depth: depth - 1)
        default: object(depth: depth - 1)
        }
    }

    mutating func object(depth: Int) -> String {
        let count = Int.random(in: 0...4, using: &generator)
        // A number in front, so that no name is given twice.
        let members = (0..<count).map {
            "\"\($0)" + string().dropFirst() + space() + ":" + space() + value(depth: depth)
        }
        return "{" + space() + members.joined(separator: "," + space()) + space() + "}"
    }

    private mutating func array(depth: Int) -> String {
        let count = Int.random(in: 0...4, using: &generator)
        return "[" + space() + (0..<count).map { _ in value(depth: depth) }.joined(separator: space() + ",") + space()
            + "]"
    }

    private mutating func string() -> String {
        let pieces = [
            "a", "ü", "\\u00fc", "\\n", "\\/", "/", "\\\"", "\\\\", "\\u0000", "\\ud83d\\ude00", "😀", "e\u{301}", " ",
            "~",
        ]
        return "\"" + (0..<Int.random(in: 0...5, using: &generator)).map { _ in pick(pieces) }.joined() + "\""
    }

    private mutating func space() -> String { pick(["", "", " ", "\n", "\t", "\r\n", "  "]) }

    private mutating func pick(_ texts: [String]) -> String {
        texts[Int.random(in: 0..<texts.count, using: &generator)]
    }
}
