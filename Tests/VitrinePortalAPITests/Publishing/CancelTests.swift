import HTTPTypes
import Testing
import VitrineCore
import VitrinePublishing
import VitrineTestKit

/// Contract, section 4: cancel.
struct CancelTests {
    private static func body(_ text: String) -> String {
        SampleOffer.body(displayText: text)
    }

    @Test func `while steps run the worker carries it out, and no slot changes`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body("A"))
            let publish = try await portal.publish()
            let cancel = try await portal.post(.offer + "/cancel")
            #expect(cancel.status == 202)
            #expect(cancel.headers[.location] == publish.headers[.location])
            #expect(try await portal.follow(publish).member("cancellationRequestState") == #""cancellationRequested""#)
            #expect(try await portal.post(.offer + "/cancel").status == 202)
            try await portal.fixture.work()
            #expect(try await portal.submissionStates() == ["publish canceled"])
            #expect(try await portal.follow(publish).member("cancellationRequestState") == #""canceled""#)
            #expect(try await portal.status() == "canceled")
            #expect(try await portal.get(.offer + "/slot/preview").status == 404)
        }
    }

    @Test func `a step in progress is canceled with its operation`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body("A"))
            let publish = try await portal.publish()
            try await portal.fixture.work(times: Pace.hosted)
            #expect(try await portal.follow(publish).steps.first == "displaydummycertify: inProgress")
            #expect(try await portal.post(.offer + "/cancel").status == 202)
            try await portal.fixture.work(times: Pace.hosted)
            #expect(try await portal.follow(publish).steps.first == "displaydummycertify: canceled")
            #expect(try await portal.status() == "canceled")
        }
    }

    @Test func `a preview that waits for sign-off is given up at once, for what stood there before`() async throws {
        try await Portal.with { portal in
            let first = try await portal.put(.offer, Self.body("A"))
            try await portal.publishToProduction()
            let before = try await portal.get(.offer + "/slot/preview")
            _ = try await portal.put(.offer, Self.body("B"))
            try await portal.publishToPreview()
            #expect(try await portal.get(.offer + "/slot/preview").definition != first.definition)
            let cancel = try await portal.post(.offer + "/cancel")
            #expect(cancel.status == 200)
            #expect(try await portal.get(.offer + "/slot/preview").definition == first.definition)
            #expect(try await portal.get(.offer + "/slot/preview").eTag != before.eTag)
            #expect(try await portal.get(.offer + "/slot/production").definition == first.definition)
            #expect(try await portal.status() == "canceled")
            #expect(
                try await portal.submissionStates() == ["publish canceled", "goLive succeeded", "publish succeeded"]
            )
            try expect(try await portal.post(.offer + "/golive"), refused: .nothingToGoLive)
        }
    }

    @Test func `a preview that was the first leaves the slot empty`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body("A"))
            try await portal.publishToPreview()
            #expect(try await portal.post(.offer + "/cancel").status == 200)
            try expect(try await portal.get(.offer + "/slot/preview"), refused: .slotEmpty)
        }
    }

    @Test func `once the version is on its way into production it is too late`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body("A"))
            try await portal.publishToPreview()
            let goLive = try await portal.goLive()
            try await portal.fixture.work(times: Pace.hosted)
            #expect(try await portal.follow(goLive).member("cancellationRequestState") == #""cannotCancel""#)
            try expect(try await portal.post(.offer + "/cancel"), refused: .cannotCancel)
            portal.clock.advance(seconds: 5 * 86_400)
            try await portal.fixture.work(times: Pace.hosted)
            portal.clock.advance(seconds: -5 * 86_400)
            #expect(try await portal.status() == "succeeded")
        }
    }

    @Test func `a go live that hasn't begun its first step can be canceled`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body("A"))
            try await portal.publishToPreview()
            try await portal.goLive()
            #expect(try await portal.post(.offer + "/cancel").status == 202)
            try await portal.fixture.work()
            #expect(try await portal.status() == "canceled")
            #expect(try await portal.get(.offer + "/slot/preview").status == 200)
            #expect(try await portal.get(.offer + "/slot/production").status == 404)
        }
    }

    @Test(arguments: [("deployed", 202), ("documented", 400)])
    func `with nothing to cancel nothing changes`(profile: String, status: Int) async throws {
        try await Portal.with(settings: ["server.profile": profile]) { portal in
            _ = try await portal.put(.offer, Self.body("A"))
            for _ in 0..<2 {
                let before = try await portal.get(.offer)
                let cancel = try await portal.post(.offer + "/cancel")
                #expect(cancel.status == status)
                if status == 400 { try expect(cancel, refused: .noActiveOperation) }
                #expect(cancel.headers[.location] == nil)
                #expect(try await portal.get(.offer).eTag == before.eTag)
                try await portal.publishToProduction()
            }
        }
    }
}
