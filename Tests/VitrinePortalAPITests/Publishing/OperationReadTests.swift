import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePublishing
import VitrineServer
import VitrineTestKit

/// Contract, section 5: status, submissions and operations.
struct OperationReadTests {
    private static let body = SampleOffer.body()

    @Test func `before any publish the steps are all to come`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            let status = try await portal.get(.offer + "/status")
            #expect(status.status == 200)
            #expect(
                try status.json.members.map(\.name) == ["status", "messages", "steps", "previewLinks", "liveLinks"]
            )
            #expect(try status.member("status") == #""neverPublished""#)
            let ids = [
                "displaydummycertify", "displaycertify", "displayprovision", "displaypackage", "publisher-signoff",
                "live",
            ]
            #expect(try status.steps == ids.map { "\($0): notStarted" })
        }
    }

    @Test func `a step as clients read it`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try await portal.publish()
            try await portal.fixture.work(times: Pace.hosted)
            portal.clock.advance(seconds: 450)
            let step = try #require(try await portal.get(.offer + "/status").json["steps"]?[0])
            let text = String(decoding: step.text, as: UTF8.self)
            let start =
                #"{"estimatedTimeFrame":"< 15 min","id":"displaydummycertify","stepName":"Validate Pre-Requisites","description":"#
            #expect(text.hasPrefix(start))
            #expect(text.contains(#""status":"inProgress","messages":["#))
            #expect(text.hasSuffix(#""progressPercentage":50}"#))
        }
    }

    @Test(arguments: [("deployed", "publisher-signoff"), ("documented", "Publisher signoff")])
    func `the sign-off step is called as the profile has it`(profile: String, name: String) async throws {
        try await Portal.with(settings: ["server.profile": profile]) { portal in
            _ = try await portal.put(.offer, Self.body)
            #expect(try await portal.get(.offer + "/status").json["steps"]?[4]?["stepName"]?.string == name)
        }
    }

    @Test func `messages are escaped, and times and integers are as everywhere`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body.replacing(#""compute""#, with: #""<odd>""#))
            try await portal.publishToPreview()
            let message = try #require(try await portal.get(.offer + "/status").json["steps"]?[0]?["messages"]?[0])
            #expect(message["level"]?.string == "warning")
            #expect(message["timestamp"]?.string.flatMap { Timestamp(wire: $0) } != nil)
            let text = try #require(message["messageHtml"]?.string)
            #expect(text.contains("&#39;&lt;odd&gt;&#39; is no category of this type."))
            #expect(!text.contains("<"))
        }
    }

    @Test func `a submission as clients read it`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try await portal.publish(notifying: "jo@contoso.example,al@contoso.example")
            try await portal.fixture.work()
            try await portal.goLive()
            for path in ["/submissions", "/submissions/", "/operations"] {
                let rows = try await portal.send(.get, "\(String.offer)\(path)?\(Portal.version)", as: .role(.reader))
                    .json.elements.map { $0 }
                #expect(rows.count == 2)
                let names = [
                    "id", "offerId", "offerVersion", "offerTypeId", "publisherId", "submissionType", "submissionState",
                    "publishingVersion", "slot", "version", "definition", "changedTime", "createdDateTime",
                    "lastActionDateTime",
                ]
                #expect(rows[1].members.map(\.name) == names)
                #expect(rows.map { $0["slot"]?.string } == ["production", "staging"])
                #expect(rows.map { $0["publishingVersion"]?.int64 } == [2, 1])
                let metadata = #"{"metadata":{"notification-emails":"jo@contoso.example,al@contoso.example"}}"#
                #expect(rows[1]["definition"].map { String(decoding: $0.text, as: UTF8.self) } == metadata)
                #expect(rows[0]["submissionState"]?.string == "running")
            }
        }
    }

    @Test(arguments: [
        ("", 3), ("?submissionState=running", 1), ("?status=Running", 1), ("?submissionState=succeeded", 1),
        ("?submissionState=canceled", 1), ("?submissionState=completed", 2), ("?status=failed", 0),
        ("?status=notStarted", 0),
        ("?submissionState=canceled&status=running", 1), ("?submissionState=", 3),
    ])
    func `filters`(query: String, count: Int) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try await portal.publishToPreview()
            _ = try await portal.post(.offer + "/cancel")
            try await portal.publishToPreview()
            try await portal.goLive()
            #expect(try await portal.submissionStates(query).count == count)
        }
    }

    @Test(arguments: ["done", "complete", "running,failed", "*"])
    func `a state that is none is refused`(state: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try expect(try await portal.get(.offer + "/submissions?submissionState=" + state), refused: .badRequest)
        }
    }

    @Test func `an operation of another offer or publisher is not found, and an id that is none is refused`()
        async throws
    {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            _ = try await portal.put(.offers + "/other", Self.body)
            let publish = try await portal.publish()
            let location = try #require(publish.headers[.location])
            let elsewhere = location.replacing("/offers/vm/", with: "/offers/other/")
            try expect(try await portal.send(.get, elsewhere, as: .role(.reader)), refused: .operationNotFound)
            let neighbour = location.replacing("contoso", with: "fabrikam")
            try expect(try await portal.send(.get, neighbour, as: .neighbour(.reader)), refused: .offerNotFound)
            try expect(try await portal.send(.get, location, as: .neighbour(.owner)), refused: .forbidden)
            try expect(try await portal.get(.offer + "/operations/1"), refused: .badRequest)
            let upper = location.replacing("operations/", with: "OPERATIONS/")
            #expect(try await portal.send(.get, upper, as: .role(.reader)).status == 200)
        }
    }

    @Test func `both forms of an operation's URL lead to it`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            let publish = try await portal.publish()
            let older = try await portal.get("/api/operations/contoso$vm$1$preview")
            #expect(older.body == (try await portal.follow(publish)).body)
            try await portal.fixture.work()
            let goLive = try await portal.goLive()
            #expect(
                try await portal.get("/api/operations/Contoso$VM$2$live").body == (try await portal.follow(goLive)).body
            )
            for name in ["contoso$vm$1$live", "contoso$vm$2$preview", "contoso$vm$3$preview"] {
                try expect(try await portal.get("/api/operations/" + name), refused: .operationNotFound)
            }
            for name in [
                "contoso", "contoso$vm$0$preview", "contoso$vm$x$preview", "contoso$vm$1$staging", "contoso$vm$1",
            ] {
                try expect(try await portal.get("/api/operations/" + name), refused: .badRequest)
            }
            try expect(
                try await portal.get("/api/operations/contoso$vm$1$preview", as: .neighbour(.owner)),
                refused: .forbidden
            )
        }
    }

    @Test func `an offer that was not migrated gets the older form, and its addresses back`() async throws {
        try await Portal.with { portal in
            let publisher = Publisher(id: PublisherID(stored: "older"), name: "Older", migration: .none)
            try await portal.fixture.served.installation.access.add(publisher)
            let caller = Caller.token(try await portal.fixture.token(.owner, in: publisher.id))
            let offer = "/api/publishers/older/offers/vm"
            _ = try await portal.put(offer, Self.body, as: caller)
            let emails = #"{"metadata":{"notification-emails":"jo@contoso.example"}}"#
            let publish = try await portal.post(offer + "/publish", emails, as: caller)
            #expect(publish.headers[.location] == "/api/operations/older$vm$1$preview?api-version=2017-10-31")
            let operation = try await portal.send(.get, try #require(publish.headers[.location]), as: caller)
            #expect(operation.status == 200)
            let status = try await portal.get(offer + "/status", as: caller)
            #expect(try status.member("notificationEmails") == #""jo@contoso.example""#)
        }
    }
}
