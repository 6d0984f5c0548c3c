import HTTPTypes
import Testing
import VitrineCore
import VitrinePublishing
import VitrineTestKit

/// Ours: a version that was live before goes back into production in one step.
struct RollbackTests {
    private static func body(_ text: String) -> String {
        SampleOffer.body(displayText: text)
    }

    private static func twiceLive(_ work: @escaping @Sendable (Portal) async throws -> Void) async throws {
        try await Portal.with { portal in
            for text in ["A", "B"] {
                _ = try await portal.put(.offer, body(text))
                try await portal.publishToProduction()
            }
            try await work(portal)
        }
    }

    @Test func `it is an operation of its own, and leaves the draft alone`() async throws {
        try await Self.twiceLive { portal in
            let draft = try await portal.get(.offer)
            let answer = try await portal.post(.offer + "/rollback", #"{"version":1}"#, as: .role(.owner))
            #expect(answer.status == 202)
            try await portal.fixture.work()
            #expect(try await portal.follow(answer).steps == ["rollback: complete"])
            #expect(try await portal.get(.offer + "/slot/production").member("version") == "1")
            #expect(try await portal.get(.offer).definition == draft.definition)
            #expect(try await portal.submissionStates().first == "goLive succeeded")
            #expect(try await portal.status() == "succeeded")
        }
    }

    @Test(arguments: [
        (#"{"version":3}"#, Refusal.Code.versionNotFound), (#"{"version":0}"#, .badRequest),
        (#"{"version":"1"}"#, .badRequest),
        ("{}", .badRequest), ("[]", .badRequest), ("{", .badRequest),
    ])
    func `what is refused`(body: String, code: Refusal.Code) async throws {
        try await Self.twiceLive { portal in
            try expect(try await portal.post(.offer + "/rollback", body, as: .role(.owner)), refused: code)
            #expect(try await portal.get(.offer + "/slot/production").member("version") == "2")
        }
    }

    @Test func `a version that was never live, a running operation and a contributor are refused`() async throws {
        try await Self.twiceLive { portal in
            _ = try await portal.put(.offer, Self.body("C"))
            try await portal.publishToPreview()
            let back = #"{"version":3}"#
            try expect(try await portal.post(.offer + "/rollback", back, as: .role(.owner)), refused: .neverLive)
            try expect(try await portal.post(.offer + "/rollback", back), refused: .forbidden)
            try await portal.goLive()
            try expect(
                try await portal.post(.offer + "/rollback", #"{"version":1}"#, as: .role(.owner)),
                refused: .operationInProgress
            )
        }
    }
}
