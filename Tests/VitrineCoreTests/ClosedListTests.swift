import Testing
import VitrineCore

struct ClosedListTests {
    @Test func `roles are ordered, each including the ones before it`() {
        #expect(Role.allCases.sorted() == [.reader, .contributor, .owner])
        #expect(Role.reader < .contributor && Role.contributor < .owner && Role.reader < .owner)
        #expect(Role.allCases.allSatisfy { !($0 < $0) })
    }

    @Test func `refusal codes are words of their own`() {
        let words = Refusal.Code.allCases.map(\.rawValue)
        #expect(Set(words.map { $0.lowercased() }).count == words.count)
        #expect(words.allSatisfy { $0.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) } })
    }

    /// Clients are written against these words.
    @Test func `refusal codes that the contract names are spelled as there`() {
        let named: [Refusal.Code: String] = [
            .invalidAPIVersion: "InvalidAPIVersion", .badRequest: "BadRequest", .forbidden: "Forbidden",
            .preconditionFailed: "PreconditionFailed", .ifMatchRequired: "IfMatchRequired",
            .offerPublished: "OfferPublished",
        ]
        for (code, word) in named { #expect(code.rawValue == word) }
    }

    @Test func `statuses and migration are the contract's words`() {
        #expect(
            OfferStatus.allCases.map(\.rawValue) == [
                "neverPublished", "notStarted", "waitingForPublisherReview", "running", "succeeded", "canceled",
                "failed",
            ]
        )
        #expect(MigrationStatus.allCases.map(\.rawValue) == ["none", "migrated"])
    }

    @Test func `a profile is found by its name and by no other`() {
        #expect(WireProfile.named("deployed") == .deployed)
        #expect(WireProfile.named("documented") == .documented)
        #expect(WireProfile.named("Deployed") == nil)
        #expect(WireProfile.deployed != .documented)
    }

    @Test func `ids of principals and members are compared without case`() {
        #expect(Principal(application: "ABC", object: "Def") == Principal(application: "abc", object: "dEF"))
        let member = Member(publisher: PublisherID(stored: "contoso"), kind: .user, id: "ABC", role: .owner)
        #expect(member.id == "abc")
    }
}
