import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrinePublishing
import VitrineTestKit

/// Contract, sections 4 and 5: publish and go live.
struct PublishTests {
    private static let body = SampleOffer.body()
    private static let other = SampleOffer.body(displayText: "B")

    @Test func `a publish says where its operation is, and the operation runs before that is said`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            let answer = try await portal.publish()
            #expect(answer.text == "{}")
            let location = try #require(answer.headers[.location])
            #expect(location.hasPrefix("/api/publishers/contoso/offers/vm/operations/"))
            #expect(location.hasSuffix("?api-version=2017-10-31"))
            #expect(answer.headers[.operationLocation] == location)
            #expect(answer.headers[.retryAfter] == "1")
            let operation = try await portal.follow(answer)
            #expect(operation.status == 200)
            #expect(try operation.member("status") == #""running""#)
            #expect(operation.headers[.retryAfter] == "1")
            #expect(try await portal.status() == "running")
            #expect(try await portal.submissionStates("?status=running") == ["publish running"])
        }
    }

    @Test func `a publish puts the frozen draft into preview, and a go live into production`() async throws {
        try await Portal.with { portal in
            let put = try await portal.put(.offer, Self.body)
            let publish = try await portal.publish()
            _ = try await portal.put(.offer, Self.other)
            try await portal.fixture.work()

            let operation = try await portal.follow(publish)
            #expect(try operation.member("status") == #""succeeded""#)
            #expect(try operation.member("offerVersion") == "1")
            #expect(operation.headers[.retryAfter] == nil)
            #expect(
                try operation.steps == [
                    "displaydummycertify: complete", "displaycertify: complete", "displayprovision: complete",
                    "displaypackage: complete", "publisher-signoff: waitingForPublisherReview", "live: notStarted",
                ]
            )
            #expect(try await portal.status() == "waitingForPublisherReview")
            let preview = try await portal.get(.offer + "/slot/preview")
            #expect(try preview.definition == put.definition)
            #expect(try await portal.get(.offer + "/slot/production").status == 404)
            #expect(try await portal.get(.offer).member("version") == "2")

            let goLive = try await portal.goLive()
            #expect(try await portal.status() == "running")
            try await portal.fixture.work()
            #expect(
                try await portal.follow(goLive).steps.suffix(2) == ["publisher-signoff: complete", "live: complete"]
            )
            #expect(try await portal.status() == "succeeded")
            #expect(try await portal.get(.offer + "/slot/production").definition == put.definition)
            #expect(try await portal.get(.offer + "/versions/1").definition == put.definition)
            #expect(try await portal.submissionStates() == ["goLive succeeded", "publish succeeded"])
        }
    }

    @Test func `only one operation runs at a time, and the answer names it`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            let first = try await portal.publish()
            for path in ["/publish", "/golive"] {
                let second = try await portal.post(.offer + path)
                try expect(second, refused: .operationInProgress)
                #expect(second.headers[.location] == first.headers[.location])
                #expect(second.headers[.operationLocation] == first.headers[.location])
            }
            #expect(try await portal.submissionStates() == ["publish running"])
            #expect(try await portal.get(.offer).member("version") == "2")
        }
    }

    @Test func `go live needs a version that waits for sign-off`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try expect(try await portal.post(.offer + "/golive"), refused: .nothingToGoLive)
            try await portal.publishToProduction()
            try expect(try await portal.post(.offer + "/golive"), refused: .nothingToGoLive)
        }
    }

    @Test func `a newer publish replaces the preview, and the older one can't go live any more`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try await portal.publishToPreview()
            let put = try await portal.put(.offer, Self.other)
            try await portal.publish()
            try await portal.fixture.work()
            try await portal.goLive()
            try await portal.fixture.work()
            #expect(try await portal.get(.offer + "/slot/production").definition == put.definition)
            #expect(try await portal.get(.offer + "/slot/production").member("version") == "2")
        }
    }

    @Test func `a publish of what was published already says so`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try await portal.publishToPreview()
            let again = try await portal.publish()
            #expect(
                try await portal.follow(again).messages.contains("Nothing has changed since version 1 was published.")
            )
            try await portal.fixture.work()
            #expect(try await portal.get(.offer + "/slot/preview").member("version") == "2")
        }
    }

    @Test func `a draft that can't be published is refused with every finding, and nothing is frozen`() async throws {
        let body = SampleOffer.body(plans: ["a", "A", "b"]).replacing(#""planId":"b","#, with: "")
            .replacing("contoso.example/privacy", with: " no url")
        try await Portal.with { portal in
            _ = try await portal.put(.offer, body)
            let answer = try await portal.post(.offer + "/publish")
            try expect(answer, refused: .validationFailed)
            let targets = try answer.json["error"]?["details"]?.elements.compactMap { $0["target"]?.string }
            #expect(
                targets == [
                    "/definition/offer/microsoft-azure-marketplace.privacyURL", "/definition/plans/2/planId",
                    "/definition/plans/1/planId",
                ]
            )
            let codes = try answer.json["error"]?["details"]?.elements.compactMap { $0["code"]?.string }
            #expect(codes == ["NotAURL", "Required", "NotUnique"])
            #expect(try await portal.submissionStates() == [])
            #expect(try await portal.get(.offer).member("version") == "1")
            #expect(try await portal.status() == "neverPublished")
        }
    }

    @Test
    func `where validation is advisory, errors are said as warnings, and only plans that can't be told apart refuse`()
        async throws
    {
        try await Portal.with(settings: ["publish.validation": "advisory"]) { portal in
            _ = try await portal.put(.offer, OfferBody.with(definition: #"{"offer":{},"plans":[{"planId":"a"},{}]}"#))
            let refused = try await portal.post(.offer + "/publish")
            try expect(refused, refused: .validationFailed)
            #expect(try refused.json["error"]?["details"]?.count == 1)
            _ = try await portal.put(.offer, OfferBody.with(definition: #"{"offer":{},"plans":[{"planId":"a"}]}"#))
            let publish = try await portal.publish()
            let said = try await portal.follow(publish).messages
            #expect(
                said.contains(
                    "/definition/offer/microsoft-azure-marketplace.title: microsoft-azure-marketplace.title is needed."
                )
            )
        }
    }

    /// What a body may be, and what it may not.
    @Test(arguments: [
        ("", 202), ("  \n", 202), ("{}", 202), (#"{"metadata":{}}"#, 202), (#"{"metadata":null}"#, 202),
        (#"{"metadata":{"notification-emails":""}}"#, 202), (#"{"x":1,"metadata":{"y":2}}"#, 202),
        (#"{"metadata":{"notification-emails":"a@x.example, b@y.example;c@z.example"}}"#, 202),
        ("[]", 400), ("{", 400), ("nonsense", 400), (#"{"metadata":[]}"#, 400),
        (#"{"metadata":{"notification-emails":["a@x.example"]}}"#, 400),
        (#"{"metadata":{"notification-emails":"a@x.example,nobody"}}"#, 400),
        (#"{"metadata":{"notification-emails":"a@x.example\r\nBcc: b@y.example"}}"#, 400),
    ])
    func `bodies`(body: String, status: Int) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            #expect(try await portal.post(.offer + "/publish", body).status == status)
            #expect(try await portal.submissionStates().isEmpty == (status != 202))
        }
    }

    @Test func `ten thousand addresses are refused, and so is a body that is no JSON`() async throws {
        let many = Array(repeating: "jo@contoso.example", count: 10_000).joined(separator: ",")
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            let answer = try await portal.post(
                .offer + "/publish",
                #"{"metadata":{"notification-emails":"\#(many)"}}"#
            )
            try expect(answer, refused: .badRequest)
            #expect(try answer.target == "/metadata/notification-emails")
            let form = try await portal.post(
                .offer + "/publish",
                "a=b",
                as: .role(.owner),
                [.contentType: "text/plain"]
            )
            try expect(form, refused: .unsupportedMediaType)
        }
    }

    @Test(arguments: ["/publish", "/golive", "/cancel", "/status", "/submissions", "/operations"])
    func `an offer or publisher that isn't there is not found`(path: String) async throws {
        try await Portal.with { portal in
            let method: HTTPRequest.Method = ["/publish", "/golive", "/cancel"].contains(path) ? .post : .get
            let target = Portal.versioned(.offers + "/none" + path)
            try expect(try await portal.send(method, target, as: .role(.owner)), refused: .offerNotFound)
            try expect(
                try await portal.send(method, target, as: .role(.owner), [.contentType: "application/json"]),
                refused: .offerNotFound
            )
        }
    }
}
