import HTTPTypes
import Testing
import VitrineCore
import VitrinePublishing
import VitrineTestKit

/// Ours: what differs between two states of an offer, as a JSON Patch of the definition.
struct ComparisonTests {
    private static func body(_ text: String, _ plans: [String]) -> String {
        SampleOffer.body(displayText: text, offer: #""n":1.0,"#, plans: plans)
    }

    /// Version 1 is live, 2 in preview, 3 the draft.
    private static func three(_ work: @escaping @Sendable (Portal) async throws -> Void) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, body("A", ["a"]))
            try await portal.publishToProduction()
            _ = try await portal.put(.offer, body("B", ["a", "b"]))
            try await portal.publishToPreview()
            _ = try await portal.put(.offer, body("C", ["b"]))
            try await work(portal)
        }
    }

    @Test(arguments: [
        (
            "from=1&to=2",
            #"[{"op":"replace","path":"/displayText","value":"B"},{"op":"add","path":"/plans/1","value":\#(SampleOffer.plan("b"))}]"#
        ),
        (
            "from=production&to=preview",
            #"[{"op":"replace","path":"/displayText","value":"B"},{"op":"add","path":"/plans/1","value":\#(SampleOffer.plan("b"))}]"#
        ),
        (
            "from=preview&to=draft",
            #"[{"op":"replace","path":"/displayText","value":"C"},{"op":"remove","path":"/plans/0"}]"#
        ),
        ("from=2", #"[{"op":"replace","path":"/displayText","value":"C"},{"op":"remove","path":"/plans/0"}]"#),
        ("from=2&to=preview", "[]"), ("from=draft&to=3", "[]"),
    ])
    func `the patch leads from one to the other`(query: String, patch: String) async throws {
        try await Self.three { portal in
            let answer = try await portal.get(.offer + "/diff?" + query)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "application/json-patch+json")
            #expect(answer.text == patch)
        }
    }

    @Test(arguments: [
        ("from=x", Refusal.Code.badRequest), ("from=0", .badRequest), ("to=-1", .badRequest),
        ("from=9", .versionNotFound),
        ("from=1&to=9", .versionNotFound),
    ])
    func `what isn't there is refused`(query: String, code: Refusal.Code) async throws {
        try await Self.three { portal in
            try expect(try await portal.get(.offer + "/diff?" + query), refused: code)
        }
    }

    @Test func `an offer that never went live has nothing to compare its draft with`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body("A", ["a"]))
            try expect(try await portal.get(.offer + "/diff"), refused: .slotEmpty)
        }
    }
}
