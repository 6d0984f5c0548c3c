import ExactJSON
import Foundation
import HTTPTypes
import Testing
import VitrineCore
import VitrinePublishing
import VitrineTestKit

/// Every word and every message that `docs/workflow.md` explains is one that a client can come to see.
struct EveryWordTests {
    /// With sixty warnings: each plan's id ends with a hyphen.
    private static let body = SampleOffer.body(plans: (1...60).map { "plan-\($0)-" })

    @Test func `a client can see every word and every message that there is`() async throws {
        var seen = Seen()
        for life in [Self.publishAndGoLive, Self.cancels, Self.approvals, Self.externalChecks, Self.missingFiles] {
            seen.add(try await life())
        }
        let never = ["notStarted"]
        #expect(seen.statuses == Set(OfferStatus.allCases.map(\.rawValue)).subtracting(never))
        #expect(seen.states == Set(OperationState.allCases.map(\.rawValue)).subtracting(never))
        #expect(seen.stepStatuses == Set(Step.Status.allCases.map(\.rawValue)))
        #expect(seen.cancellations == Set(CancellationState.allCases.map(\.rawValue)))
        #expect(seen.levels == Set(StepMessage.Level.allCases.map(\.rawValue)))
        #expect(seen.errors == ["StepBlocked", "StepRejected"])
        // That one needs a package: `FileStepTests`.
        for kind in StepRemark.Kind.allCases where kind != .noAttribution {
            #expect(seen.messages.contains { $0.hasPrefix(kind.beginning) }, "\(kind)")
        }
        #expect(seen.messages.contains("No such luck."))
    }

    /// A publish that takes its time, a go live, and a publish of the same again.
    private static func publishAndGoLive() async throws -> Seen {
        try await life { portal, look in
            let pace = try #require(Pace(0.001))
            try await look()
            try await portal.publish()
            try await look()
            try await portal.fixture.work(times: pace)
            try await look()
            while try await portal.status() == "running" {
                portal.clock.advance(seconds: 100)
                try await portal.fixture.work(times: pace)
            }
            try await look()
            try await portal.goLive()
            try await portal.fixture.work()
            try await look()
            try await portal.publishToPreview()
            try await look()
        }
    }

    private static func cancels() async throws -> Seen {
        try await life { portal, look in
            try await portal.publish()
            try await portal.fixture.work(times: Pace.hosted)
            _ = try await portal.post(.offer + "/cancel")
            try await look()
            try await portal.fixture.work()
            try await look()
        }
    }

    private static func approvals() async throws -> Seen {
        try await life(["publish.approver": "fabrikam"]) { portal, look in
            for decision in ["approve", "reject"] {
                try await portal.publishToPreview()
                try await look()
                let approvals = "/api/publishers/fabrikam/approvals"
                let id = try await portal.get(approvals, as: .neighbour(.owner)).json[0]?["id"]?.string ?? ""
                let body = #"{"decision":"\#(decision)","comment":"So be it"}"#
                _ = try await portal.post("\(approvals)/\(id)", body, as: .neighbour(.owner))
                try await portal.fixture.work()
                try await look()
            }
        }
    }

    private static func externalChecks() async throws -> Seen {
        var seen = Seen()
        for answer in [
            #"{"decision":"reject"}"#, #"{"decision":"reject","messages":["No such luck."]}"#, "nonsense",
        ] {
            let page = answer.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            try await HookServer.with { service in
                let settings = [
                    "publish.check-url": "http://127.0.0.1:\(service.port)/json/\(page)",
                    "publish.check-secret": "a secret", "outbound.allowed-hosts": "127.0.0.1",
                ]
                seen.add(
                    try await life(settings) { portal, look in
                        try await portal.publishToPreview()
                        try await look()
                    }
                )
            }
        }
        return seen
    }

    /// A publish of an offer whose files are in a network of ours.
    private static func missingFiles() async throws -> Seen {
        let inside = body.replacing(/https:\/\/contoso\.[a-z.]*example/, with: "https://10.0.0.1")
        return try await life(["artifacts.policy": "fetch"], inside) { portal, look in
            try await portal.publish()
            try await portal.fixture.fetch()
            try await portal.fixture.work()
            try await look()
        }
    }

    /// What a client sees of an offer each time that it looks.
    private static func life(
        _ settings: [String: String] = [:],
        _ body: String = body,
        _ work: @escaping @Sendable (Portal, _ look: @Sendable () async throws -> Void) async throws -> Void
    ) async throws -> Seen {
        try await Portal.with(settings: settings) { portal in
            let log = SeenLog()
            _ = try await portal.put(.offer, body)
            try await work(portal) {
                await log.add(try await Seen(status: portal.get(.offer + "/status").json))
                for row in try await portal.get(.offer + "/submissions").json.elements {
                    let id = row["id"]?.string ?? ""
                    await log.add(try await Seen(operation: portal.get("\(String.offer)/operations/\(id)").json))
                }
            }
            return await log.seen
        }
    }
}

private actor SeenLog {
    private(set) var seen = Seen()

    func add(_ more: Seen) { seen.add(more) }
}

/// The words that stood in answers.
private struct Seen: Sendable {
    var statuses: Set<String> = []
    var states: Set<String> = []
    var stepStatuses: Set<String> = []
    var cancellations: Set<String> = []
    var levels: Set<String> = []
    var errors: Set<String> = []
    var messages: Set<String> = []

    init() {}

    init(status json: JSONValue) {
        statuses = Self.words([json["status"]])
        readSteps(json)
    }

    init(operation json: JSONValue) {
        states = Self.words([json["status"]])
        cancellations = Self.words([json["cancellationRequestState"]])
        errors = Self.words([json["error"]?["code"]])
        readSteps(json)
    }

    mutating func add(_ more: Seen) {
        for place in [\Seen.statuses, \.states, \.stepStatuses, \.cancellations, \.levels, \.errors, \.messages] {
            self[keyPath: place].formUnion(more[keyPath: place])
        }
    }

    private mutating func readSteps(_ json: JSONValue) {
        for step in json["steps"]?.elements.map({ $0 }) ?? [] {
            stepStatuses.formUnion(Self.words([step["status"]]))
            for message in step["messages"]?.elements.map({ $0 }) ?? [] {
                levels.formUnion(Self.words([message["level"]]))
                messages.formUnion(Self.words([message["messageHtml"]]))
            }
        }
    }

    private static func words(_ values: [JSONValue?]) -> Set<String> { Set(values.compactMap { $0?.string }) }
}

extension StepRemark.Kind {
    /// How its message begins, as the wire has it.
    fileprivate var beginning: String {
        switch self {
        case .done: "Done."
        case .canceled: "Canceled."
        case .unchanged: "Nothing has changed since version 1 was published."
        case .finding: "/definition/plans/0/planId: An id must have the form "
        case .moreFindings: "There are 10 warnings more. POST .../validate lists them."
        case .waitsForApproval: "Waits for the approval of an owner of &#39;fabrikam&#39;."
        case .approved: "Approved by application "
        case .notApproved: "Not approved by application "
        case .refusedByCheck: "The external check said no."
        case .artifact: "/definition/plans/0/microsoft-azure-virtualmachines.vmImages/1.0.0/osVhdUrl: The file can"
        case .noAttribution: "/definition/plans/0/"
        case .artifactsKept: "This server keeps the URLs of files as they are, and fetched none of the "
        case .checkBroke: "The check &#39;external check&#39; could not be carried out. Publish again later."
        }
    }
}
