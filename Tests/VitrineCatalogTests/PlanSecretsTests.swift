import Testing
import VitrineCatalog
import VitrineCore
import VitrineTestKit

/// A secret belongs to its plan id, not to a position. Source: wire contract, section 3.
struct PlanSecretsTests {
    @Test func `plans that change places keep their secrets`() async throws {
        try await CatalogRoom.with { room in
            try await room.put(plans: #"{"planId":"a","password":"1"},{"planId":"b","password":"2"}"#)
            let moved = try await room.put(plans: #"{"planId":"b"},{"planId":"new"},{"planId":"A"}"#)
            #expect(
                try await room.secrets() == ["/plans/planId=a/password": #""1""#, "/plans/planId=b/password": #""2""#]
            )
            #expect(moved.snapshot.secretFields == "/definition/plans/0/password, /definition/plans/2/password")
        }
    }

    @Test func `a plan that is renamed has no secret, and has it again when it is named back`() async throws {
        try await CatalogRoom.with { room in
            try await room.put(plans: #"{"planId":"a","password":"1"}"#)
            let renamed = try await room.put(plans: #"{"planId":"b"}"#)
            #expect(renamed.snapshot.secretFields == "")
            #expect(try await room.secrets() == ["/plans/planId=a/password": #""1""#])
            let back = try await room.put(plans: #"{"planId":"a"}"#)
            #expect(back.snapshot.secretFields == "/definition/plans/0/password")
            #expect(try await room.put(plans: #"{"planId":"a","password":"1"}"#).word == "unchanged")
        }
    }

    @Test func `one plan's secret is cleared, the other's stays`() async throws {
        try await CatalogRoom.with { room in
            try await room.put(plans: #"{"planId":"a","password":"1"},{"planId":"b","password":"2"}"#)
            try await room.put(plans: #"{"planId":"b"},{"planId":"a","password":null}"#)
            #expect(try await room.secrets() == ["/plans/planId=b/password": #""2""#])
        }
    }

    @Test func `items within a plan are told apart by their own id`() async throws {
        try await CatalogRoom.with { room in
            try await room.put(plans: #"{"planId":"a","editions":[{"planId":"x","key":"1"},{"planId":"y","key":"2"}]}"#)
            let moved = try await room.put(
                plans: #"{"planId":"b"},{"planId":"a","editions":[{"planId":"y"},{"planId":"x","key":"3"}]}"#
            )
            #expect(
                try await room.secrets() == [
                    "/plans/planId=a/editions/planId=x/key": #""3""#, "/plans/planId=a/editions/planId=y/key": #""2""#,
                ]
            )
            #expect(
                moved.snapshot.secretFields
                    == "/definition/plans/1/editions/0/key, /definition/plans/1/editions/1/key"
            )
        }
    }

    @Test func `secrets of plans that are gone count towards the bound of an offer`() async throws {
        try await CatalogRoom.with { room in
            for group in 0..<4 { try await room.put(plans: Self.plans(256, of: group)) }
            #expect(try await room.secrets().count == 1_024)
            let refusal = await #expect(throws: Refusal.self) {
                try await room.put(plans: #"{"planId":"one-more","password":"1"}"#)
            }
            #expect(refusal?.code == .badRequest)
            #expect(try await room.secrets().count == 1_024)
            // Fewer is always possible.
            try await room.put(plans: #"{"planId":"p-0-0","password":null}"#)
            try await room.put(plans: #"{"planId":"one-more","password":"1"}"#)
        }
    }

    private static func plans(_ count: Int, of group: Int) -> String {
        (0..<count).map { #"{"planId":"p-\#(group)-\#($0)","password":"1"}"# }.joined(separator: ",")
    }
}

extension CatalogRoom {
    @discardableResult
    fileprivate func put(plans: String) async throws -> PutOutcome {
        try await put(definition: #"{"plans":[\#(plans)]}"#)
    }
}
