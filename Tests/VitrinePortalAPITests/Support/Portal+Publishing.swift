import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePublishing
import VitrineTestKit

extension Portal {
    /// `POST`, with the API version added; without a body unless one is given.
    func post(
        _ path: String,
        _ body: String? = nil,
        as caller: Caller = .role(.contributor),
        _ headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if body != nil { headers[.contentType] = headers[.contentType] ?? "application/json" }
        return try await send(.post, Self.versioned(path), as: caller, headers, body: body.map { Array($0.utf8) })
    }

    /// A publish of the usual offer.
    @discardableResult
    func publish(_ offer: String = .offer, notifying emails: String? = nil) async throws -> Answer {
        let body = emails.map { #"{"metadata":{"notification-emails":"\#($0)"}}"# }
        let answer = try await post(offer + "/publish", body)
        #expect(answer.status == 202)
        return answer
    }

    @discardableResult
    func goLive(_ offer: String = .offer) async throws -> Answer {
        let answer = try await post(offer + "/golive")
        #expect(answer.status == 202)
        return answer
    }

    /// A publish and all of its steps.
    func publishToPreview(_ offer: String = .offer) async throws {
        try await publish(offer)
        try await fixture.work()
    }

    func publishToProduction(_ offer: String = .offer) async throws {
        try await publishToPreview(offer)
        try await goLive(offer)
        try await fixture.work()
    }

    /// The operation that an answer's `Location` names.
    func follow(_ answer: Answer) async throws -> Answer {
        try await send(.get, try #require(answer.headers[.location]), as: .role(.reader))
    }

    func status(_ offer: String = .offer) async throws -> String? {
        try await get(offer + "/status").json["status"]?.string
    }

    /// `id: status` of each step.
    func steps(_ path: String) async throws -> [String] { try await get(path).steps }

    func submissionStates(_ query: String = "") async throws -> [String] {
        let rows = try await get(.offer + "/submissions" + query).json.elements
        return rows.map { "\($0["submissionType"]?.string ?? "") \($0["submissionState"]?.string ?? "")" }
    }
}

extension Answer {
    /// `id: status` of each step.
    var steps: [String] {
        get throws {
            try json["steps"]?.elements.map { "\($0["id"]?.string ?? ""): \($0["status"]?.string ?? "")" } ?? []
        }
    }

    /// The texts of all steps' messages.
    var messages: [String] {
        get throws {
            try json["steps"]?.elements.flatMap { step in
                step["messages"]?.elements.compactMap { $0["messageHtml"]?.string } ?? []
            } ?? []
        }
    }
}
