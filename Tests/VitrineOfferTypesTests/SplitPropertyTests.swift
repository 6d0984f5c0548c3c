import ExactJSON
import Testing
import VitrineOfferTypes

/// Random definitions with a canary in each secret value that is set.
struct SplitPropertyTests {
    @Test(arguments: 0..<500 as Range<UInt64>)
    func `no secret stays, everything else does`(seed: UInt64) throws {
        var random = RandomDefinition(seed: seed)
        let definition = random.next()
        let split = try Split(definition.sent)

        #expect(!split.text.contains("canary"))
        let kept = try JSONDocument(parsing: Array(#require(definition.kept).utf8))
        #expect(try JSONDocument(parsing: split.result.text).root.isSameContent(as: kept.root), "\(definition.sent)")
    }

    @Test(arguments: 0..<500 as Range<UInt64>)
    func `each secret that was sent is supplied, with its own place`(seed: UInt64) throws {
        var random = RandomDefinition(seed: seed)
        let definition = random.next()
        let split = try Split(definition.sent)

        let sets = split.result.supplied.compactMap(\.whatIsSet)
        #expect(sets.count == definition.sent.split(separator: "canary", omittingEmptySubsequences: false).count - 1)
        #expect(Set(sets.map(\.secret.path)).count == sets.count)
        for (secret, text) in sets {
            let place = JSONPointer(tokens: ["definition"] + secret.pointer.tokens)
            #expect(split.document.value(at: place).map { Array($0.text) } == text)
            #expect(split.result.pointer(of: secret.path) == secret.pointer)
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `what was split once splits to itself`(seed: UInt64) throws {
        var random = RandomDefinition(seed: seed)
        let once = try Split(random.next().sent)
        let twice = try Split(once.text)
        #expect(twice.text == once.text)
        #expect(twice.result.supplied.allSatisfy { $0.value == .clear || $0.value == .clearBelow })
    }
}

extension SuppliedSecret {
    fileprivate var whatIsSet: (secret: SuppliedSecret, text: [UInt8])? {
        guard case .set(let text) = value else { return nil }
        return (self, text)
    }
}
