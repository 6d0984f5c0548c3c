import HTTPTypes
import InMemoryLogging
import Logging
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 3, "Concurrency on PUT and DELETE": the table, for PUT, in both profiles.
struct PutPreconditionTests {
    /// What a request asks, given the offer's tag.
    enum Condition: Sendable, CaseIterable, CustomTestStringConvertible {
        case none, matchAny, matchTag, matchStrongTag, matchList, matchOlderTag, matchNewerTag, matchOther, matchNothing
        case noneMatchAny, noneMatchTag, noneMatchOlderTag, matchTagAndNoneMatchAny

        var testDescription: String { "\(self)" }

        func headers(_ tag: String) -> HTTPFields {
            let older = "W/\"datetime'2024-05-01T09%3A59%3A59.9999999Z'\""
            let newer = "W/\"datetime'2024-05-01T10%3A00%3A00.0000001Z'\""
            return switch self {
            case .none: [:]
            case .matchAny: [.ifMatch: "*"]
            case .matchTag: [.ifMatch: tag]
            case .matchStrongTag: [.ifMatch: String(tag.dropFirst(2))]
            case .matchList: [.ifMatch: "\"x,y\", \(older), \(tag)"]
            case .matchOlderTag: [.ifMatch: older]
            case .matchNewerTag: [.ifMatch: newer]
            case .matchOther: [.ifMatch: "\"7b1c\""]
            case .matchNothing: [.ifMatch: ""]
            case .noneMatchAny: [.ifNoneMatch: "*"]
            case .noneMatchTag: [.ifNoneMatch: tag]
            case .noneMatchOlderTag: [.ifNoneMatch: older]
            case .matchTagAndNoneMatchAny: [.ifMatch: tag, .ifNoneMatch: "*"]
            }
        }

        /// The answer where there is an offer with that tag; `nil` for 200.
        func refusalWhenPresent(_ profile: String) -> Refusal.Code? {
            switch self {
            case .none, .noneMatchOlderTag: profile == "documented" ? .ifMatchRequired : nil
            case .matchAny, .matchTag, .matchStrongTag, .matchList: nil
            case .matchOlderTag, .matchNewerTag, .matchOther, .matchNothing: .preconditionFailed
            case .noneMatchAny, .noneMatchTag, .matchTagAndNoneMatchAny: .preconditionFailed
            }
        }

        /// The answer where there is no offer; `nil` for created.
        var refusalWhenAbsent: Refusal.Code? {
            switch self {
            case .none, .matchAny, .noneMatchAny, .noneMatchTag, .noneMatchOlderTag: nil
            default: .preconditionFailed
            }
        }
    }

    private static let tag = "W/\"datetime'2024-05-01T10%3A00%3A00.0000000Z'\""

    @Test(arguments: Condition.allCases, ["deployed", "documented"])
    func `the offer is there`(condition: Condition, profile: String) async throws {
        try await Portal.with(settings: ["server.profile": profile]) { portal in
            let created = try await portal.put(.offer, OfferBody.titled("A"))
            #expect(created.eTag == Self.tag)
            let answer = try await portal.put(
                .offer,
                OfferBody.titled("B"),
                as: .role(.owner),
                condition.headers(Self.tag)
            )
            if let code = condition.refusalWhenPresent(profile) {
                try expect(answer, refused: code)
                #expect(try await portal.get(.offer).body == created.body)
            } else {
                #expect(answer.status == 200)
                #expect(try await portal.get(.offer).body == answer.body)
                #expect(answer.body != created.body)
            }
        }
    }

    @Test(arguments: Condition.allCases, ["deployed", "documented"])
    func `there is no offer`(condition: Condition, profile: String) async throws {
        try await Portal.with(settings: ["server.profile": profile]) { portal in
            let answer = try await portal.put(
                .offer,
                OfferBody.titled("A"),
                as: .role(.owner),
                condition.headers(Self.tag)
            )
            if let code = condition.refusalWhenAbsent {
                try expect(answer, refused: code)
                #expect(try await portal.get(.offer).status == 404)
            } else {
                #expect(answer.status == (profile == "documented" ? 201 : 200))
                #expect(try await portal.get(.offer).body == answer.body)
            }
        }
    }

    @Test func `a refusal names the current tag`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            for condition in [Condition.matchOlderTag, .matchOther, .noneMatchAny, .noneMatchTag] {
                let headers = condition.headers(Self.tag)
                let answer = try await portal.put(.offer, OfferBody.titled("B"), as: .role(.owner), headers)
                #expect(try answer.message?.contains(Self.tag) == true, "\(condition)")
            }
        }
    }

    @Test func `the last of two without a condition wins, and the log has a warning`() async throws {
        let handler = InMemoryLogHandler()
        try await Portal.with(logger: Logger(label: "test") { _ in handler }) { portal in
            let quiet = [Condition.none, .matchAny, .matchTag].map { $0.headers(Self.tag) }
            for (number, headers) in quiet.enumerated() {
                _ = try await portal.put(.offer, OfferBody.titled("\(number)"), as: .role(.owner), headers)
            }
            #expect(handler.entries.allSatisfy { $0.level < .warning })
            #expect(try await portal.put(.offer, OfferBody.titled("last")).status == 200)
            let warnings = handler.entries.filter { $0.level == .warning }
            #expect(warnings.map(\.message) == ["offer replaced without if-match"])
            #expect(warnings.first?.metadata["offer.id"]?.description == "vm")
            #expect(warnings.first?.metadata["publisher.id"]?.description == "contoso")
        }
    }

    @Test func `of many writers with one tag exactly one wins`() async throws {
        try await Portal.with { portal in
            let tag = try #require(try await portal.put(.offer, OfferBody.titled("A")).eTag)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        try await portal.put(.offer, OfferBody.titled("\(number)"), as: .role(.owner), [.ifMatch: tag])
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let won = answers.filter { $0.status == 200 }
            #expect(won.count == 1)
            #expect(answers.filter { $0.status == 412 }.count == 19)
            #expect(try await portal.get(.offer).body == won.first?.body)
        }
    }

    @Test func `of many creators exactly one wins`() async throws {
        try await Portal.with { portal in
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        try await portal.put(
                            .offer,
                            OfferBody.titled("\(number)"),
                            as: .role(.owner),
                            [.ifNoneMatch: "*"]
                        )
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { $0.status == 200 }.count == 1)
            #expect(answers.filter { $0.status == 412 }.count == 19)
        }
    }
}
