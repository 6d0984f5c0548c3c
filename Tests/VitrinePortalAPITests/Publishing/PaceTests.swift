import Testing
import VitrineCore
import VitrinePublishing
import VitrineSQLite
import VitrineServer
import VitrineTestKit

/// Time is a parameter: steps take as long as the pace says.
struct PaceTests {
    private static let body = SampleOffer.body()

    @Test func `at the hosted pace each step takes its documented time`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try await portal.publish()
            for (done, seconds) in [900, 259_200, 86_400, 3_600].enumerated() {
                try await portal.fixture.work(times: Pace.hosted)
                portal.clock.advance(seconds: Int64(seconds) - 1)
                try await portal.fixture.work(times: Pace.hosted)
                #expect(try await Self.completeSteps(portal) == done)
                portal.clock.advance(seconds: 1)
            }
            try await portal.fixture.work(times: Pace.hosted)
            #expect(try await Self.completeSteps(portal) == 4)
        }
    }

    @Test func `a clock that is set back an hour doesn't hold a step up for an hour`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try await portal.publish()
            try await portal.fixture.work(times: Pace.hosted)
            portal.clock.advance(seconds: -3_600)
            try await portal.fixture.work(times: Pace.hosted)
            portal.clock.advance(seconds: 900)
            try await portal.fixture.work(times: Pace.hosted)
            #expect(try await Self.completeSteps(portal) == 1)
        }
    }

    /// Of the newest operation; not over the wire, where tokens expire as the clock goes on.
    private static func completeSteps(_ portal: Portal) async throws -> Int {
        let name = OfferName(publisher: PortalFixture.contoso, offer: OfferID(stored: "vm"))
        let store = portal.fixture.served.installation.store
        guard case .found(let operation, _) = try await store.operation(.newest, of: name) else { return -1 }
        return operation.steps.count { $0.status == .complete }
    }

    @Test(arguments: [("instant", 0), ("hosted", 900), ("0.001", 1), ("2", 1_800), ("0", 0)])
    func `paces`(text: String, seconds: Int64) throws {
        let plan = StepPlan(id: "a", name: "A", description: "", timeFrame: nil, seconds: 900, phase: .preview)
        #expect(try #require(Pace.named(text)).seconds(for: plan) == seconds)
    }

    @Test(arguments: ["", "fast", "-1", "1001", "nan", "inf", "1x"])
    func `what is no pace`(text: String) {
        #expect(Pace.named(text) == nil)
    }
}
