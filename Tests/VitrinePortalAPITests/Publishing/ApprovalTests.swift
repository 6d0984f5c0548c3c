import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePublishing
import VitrineTestKit

/// Ours: a publish that somebody else has to approve.
struct ApprovalTests {
    private static let body = SampleOffer.body()
    private static let approvals = "/api/publishers/fabrikam/approvals"

    /// A publish of contoso's that waits for an owner of fabrikam, and the path of its approval.
    private static func waiting(_ work: @escaping @Sendable (Portal, Answer, String) async throws -> Void) async throws
    {
        try await Portal.with(settings: ["publish.approver": "fabrikam"]) { portal in
            _ = try await portal.put(.offer, body)
            let publish = try await portal.publish()
            try await portal.fixture.work()
            let rows = try await portal.get(approvals, as: .neighbour(.owner)).json.elements.map { $0 }
            #expect(rows.count == 1)
            let id = try #require(rows.first?["id"]?.string)
            try await work(portal, publish, approvals + "/" + id)
        }
    }

    @Test func `it waits in its certification, and clients see why`() async throws {
        try await Self.waiting { portal, publish, _ in
            let operation = try await portal.follow(publish)
            #expect(try operation.steps[1] == "displaycertify: waitingForApproval")
            #expect(try operation.messages.contains("Waits for the approval of an owner of &#39;fabrikam&#39;."))
            #expect(try await portal.status() == "running")
            try await portal.fixture.work()
            #expect(try await portal.follow(publish).steps[1] == "displaycertify: waitingForApproval")
        }
    }

    @Test func `approved, it goes on`() async throws {
        try await Self.waiting { portal, publish, path in
            let answer = try await portal.post(
                path,
                #"{"decision":"approve","comment":"Fine"}"#,
                as: .neighbour(.owner)
            )
            #expect(answer.status == 200)
            try await portal.fixture.work()
            #expect(try await portal.status() == "waitingForPublisherReview")
            let said = try await portal.follow(publish).messages.filter { $0.hasPrefix("Approved by application ") }
            #expect(said.count == 1 && said[0].hasSuffix(": Fine"))
            let again = try await portal.post(path, #"{"decision":"approve"}"#, as: .neighbour(.owner))
            try expect(again, refused: .operationNotFound)
        }
    }

    @Test func `rejected, it has failed, and no slot has changed`() async throws {
        try await Self.waiting { portal, publish, path in
            let answer = try await portal.post(path, #"{"decision":"reject","comment":"<no>"}"#, as: .neighbour(.owner))
            #expect(answer.status == 200)
            let operation = try await portal.follow(publish)
            #expect(try operation.steps[1] == "displaycertify: rejected")
            #expect(try operation.messages.last?.hasSuffix(": &lt;no&gt;") == true)
            #expect(try operation.json["error"]?["code"]?.string == "StepRejected")
            #expect(try await portal.status() == "failed")
            #expect(try await portal.get(.offer + "/slot/preview").status == 404)
        }
    }

    @Test func `it can be canceled while it waits`() async throws {
        try await Self.waiting { portal, publish, path in
            #expect(try await portal.post(.offer + "/cancel").status == 202)
            try await portal.fixture.work()
            #expect(try await portal.follow(publish).steps[1] == "displaycertify: canceled")
            try expect(
                try await portal.post(path, #"{"decision":"approve"}"#, as: .neighbour(.owner)),
                refused: .operationNotFound
            )
        }
    }

    @Test func `who asked for it can't decide, and neither can who is no owner of the approver`() async throws {
        try await Portal.with(settings: ["publish.approver": "contoso"]) { portal in
            _ = try await portal.put(.offer, Self.body)
            #expect(try await portal.post(.offer + "/publish", nil, as: .role(.owner)).status == 202)
            try await portal.fixture.work()
            let approvals = "/api/publishers/contoso/approvals"
            let id = try #require(try await portal.get(approvals, as: .role(.owner)).json[0]?["id"]?.string)
            let yes = #"{"decision":"approve"}"#
            try expect(try await portal.post(approvals + "/" + id, yes, as: .role(.owner)), refused: .sameRequester)
            try expect(try await portal.post(approvals + "/" + id, yes), refused: .forbidden)
            try expect(
                try await portal.post("/api/publishers/fabrikam/approvals/" + id, yes, as: .neighbour(.owner)),
                refused: .operationNotFound
            )
            #expect(try await portal.get("/api/publishers/fabrikam/approvals", as: .neighbour(.owner)).text == "[]")
        }
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"decision":"yes"}"#, #"{"decision":1}"#,
        #"{"decision":"approve","comment":"\#(String(repeating: "x", count: 2_001))"}"#,
    ])
    func `a decision that is none is refused`(body: String) async throws {
        try await Self.waiting { portal, publish, path in
            try expect(try await portal.post(path, body, as: .neighbour(.owner)), refused: .badRequest)
            #expect(try await portal.follow(publish).steps[1] == "displaycertify: waitingForApproval")
        }
    }
}
