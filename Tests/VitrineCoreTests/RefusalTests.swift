import ExactJSON
import Testing
import VitrineCore

struct RefusalTests {
    @Test func `a refusal is about one place, or about none unless told`() {
        let refusal = Refusal(.badRequest, "Wrong.")
        #expect(refusal.target == nil)
        #expect(refusal.details.isEmpty)
        let target = JSONPointer(tokens: ["definition"])
        #expect(Refusal(.badRequest, "Wrong.", at: target).target == target)
        #expect(Refusal(.badRequest, "Wrong.", at: target) != refusal)
    }

    @Test(arguments: TokenRejection.allCases)
    func `every rejection of a token has a sentence of its own`(rejection: TokenRejection) {
        #expect(rejection.description.hasSuffix("."))
        #expect(TokenRejection.allCases.filter { $0.description == rejection.description }.count == 1)
    }

    @Test func `a sealed box shows nothing of itself`() {
        let box = SealedBox(keyID: "key-of-contoso", bytes: [1, 2, 3])
        for text in ["\(box)", String(reflecting: box), "\([box])"] {
            #expect(!text.contains("key-of-contoso") && !text.contains("1, 2, 3"))
        }
    }
}
