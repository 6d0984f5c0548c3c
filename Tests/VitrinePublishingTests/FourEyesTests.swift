import Testing
import VitrineCore
import VitrineOfferTypes
import VitrinePublishing
import VitrineTestKit

/// Who asked for a publish can't approve it, whichever of their ids a token carries.
struct FourEyesTests {
    private static let application = "aaaaaaaa-0000-4000-8000-000000000001"
    private static let object = "bbbbbbbb-0000-4000-8000-000000000002"

    @Test(arguments: [
        (Principal(application: application, object: object), Principal(application: nil, object: object)),
        (Principal(application: nil, object: object), Principal(application: application, object: object)),
        (Principal(application: application, object: nil), Principal(application: application, object: object)),
    ])
    func `two tokens of one principal are one pair of eyes`(asks: Principal, decides: Principal) async throws {
        let refusal = await #expect(throws: Refusal.self) { try await Self.decide(asks, decides) }
        #expect(refusal?.code == .sameRequester)
    }

    @Test func `somebody else may`() async throws {
        let somebody = Principal(application: "cccccccc-0000-4000-8000-000000000003", object: nil)
        let stage = try await Self.decide(Principal(application: Self.application, object: Self.object), somebody)
        #expect(stage == .working)
    }

    /// A publish that one asks for and another approves.
    private static func decide(_ asks: Principal, _ decides: Principal) async throws -> OperationStage {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher(id: .contoso, name: "Contoso"))
            for id in [application, object, "cccccccc-0000-4000-8000-000000000003"] {
                for kind in Member.Kind.allCases {
                    try await store.set(Member(publisher: .contoso, kind: kind, id: id, role: .owner))
                }
            }
            let definition = SampleOffer.definition()
            let content = DraftContent(definition: Array(definition.utf8), displayText: nil, secrets: [])
            try await store.put(.fixture(), content)
            let publishing = Publishing(
                offers: store,
                operations: store,
                vault: try .fixture(on: store),
                registry: try OfferTypeRegistry.builtIn(),
                workflows: try Workflows.builtIn(),
                clock: TestClock(),
                profile: .deployed,
                signal: WorkSignal(),
                notices: NoticeWriter(signal: WorkSignal(), mails: false, approver: .contoso),
                approver: .contoso
            )
            let gate = AccessGate(members: store, offers: store)
            let asking = try await gate.admit(asks, as: .owner, in: .contoso)
            let begun = try await publishing.publish(OfferName.fixture().offer, notifying: [], by: asking).operation
            try await store.apply(.approvalNeeded([]), to: store.apply(.began(seconds: 0), to: begun))
            let deciding = try await gate.admit(decides, as: .owner, in: .contoso)
            let yes = ApprovalDecision(approves: true, comment: "")
            return try await publishing.decide(yes, on: begun.id, by: deciding).operation.stage
        }
    }
}
