import Testing
import VitrineCatalog
import VitrineCore
import VitrineTestKit

/// Random PUTs of an offer with plans that come, go and move, held against the contract's five words on secrets.
struct SecretMergePropertyTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `what is stored is what the PUTs said, in their order`(seed: UInt64) async throws {
        try await CatalogRoom.with { room in
            var generator = SeededGenerator(seed: seed)
            var expected: [String: String] = [:]
            var stored: String?
            for _ in 0..<14 {
                let plans = ["a", "b", "C", "d"].shuffled(using: &generator).prefix(
                    .random(in: 0...4, using: &generator)
                )
                let said = plans.map { (plan: $0, word: Word.random(using: &generator)) }
                let before = expected
                for (plan, word) in said {
                    word.apply(to: "/plans/planId=\(plan.lowercased())/password", in: &expected)
                }
                let outcome = try await room.put(definition: Self.definition(said))

                #expect(try await room.secrets() == expected)
                let shown = Self.definition(said.map { ($0.plan, .nothing) })
                #expect(outcome.definition == shown)
                let fields = said.enumerated().filter {
                    expected["/plans/planId=\($1.plan.lowercased())/password"] != nil
                }
                #expect(
                    outcome.snapshot.secretFields
                        == fields.map { "/definition/plans/\($0.offset)/password" }.joined(separator: ", ")
                )
                let isSame = stored == shown && before == expected
                #expect((outcome.word == "unchanged") == isSame)
                stored = shown
            }
        }
    }

    private enum Word {
        case nothing, mask, null, empty
        case value(Int)

        static func random(using generator: inout SeededGenerator) -> Word {
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: .mask
            case 1: .null
            case 2: .empty
            case 3, 4: .value(.random(in: 0..<3, using: &generator))
            default: .nothing
            }
        }

        var member: String {
            switch self {
            case .nothing: ""
            case .mask: #","password":"*********""#
            case .null: #","password":null"#
            case .empty: #","password":"""#
            case .value(let number): #","password":"value \#(number)""#
            }
        }

        func apply(to path: String, in secrets: inout [String: String]) {
            switch self {
            case .nothing, .mask: return
            case .null, .empty: secrets[path] = nil
            case .value(let number): secrets[path] = "\"value \(number)\""
            }
        }
    }

    private static func definition(_ plans: [(plan: String, word: Word)]) -> String {
        let texts = plans.map { #"{"planId":"\#($0.plan)"\#($0.word.member)}"# }
        return #"{"plans":[\#(texts.joined(separator: ","))]}"#
    }
}
