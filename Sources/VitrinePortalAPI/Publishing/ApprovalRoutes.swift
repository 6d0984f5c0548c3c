import ExactJSON
import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCore
import VitrinePublishing

/// Publishes that wait for somebody's yes. Ours: the contract has none of it.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/publishers/{publisher}/approvals` | owner | the publishes that wait for an approval of this publisher |
/// | POST | `/api/publishers/{publisher}/approvals/{operation}` | owner | approves or rejects one |
struct ApprovalRoutes: Sendable {
    let publishing: Publishing
    let rendering: OperationRendering

    private static let approvals: PathPattern = "/api/publishers/{publisher}/approvals"
    private static let approval: PathPattern = "/api/publishers/{publisher}/approvals/{operation}"

    /// Longest comment, in bytes.
    private static let longestComment = 2_000

    var endpoints: [Endpoint] {
        [
            .member(.owner, .get, Self.approvals) { _, permit in
                let waiting = try await publishing.awaitingApproval(by: permit)
                return .json(waiting.map(rendering.submission).jsonArray)
            },
            .member(.owner, .post, Self.approval) { call, permit in
                guard let id = GUID(try call.parameters.text("operation")) else {
                    throw Refusal(.badRequest, "An operation's id is a GUID.")
                }
                let decision = try Self.decision(in: try await call.json())
                let decided = try await publishing.decide(decision, on: id, by: permit)
                return .json(rendering.submission(decided.operation))
            },
        ]
    }

    private static func decision(in body: [UInt8]) throws(Refusal) -> ApprovalDecision {
        let root: JSONValue
        do {
            root = try JSONDocument(parsing: body).root
        } catch {
            throw Refusal(.badRequest, error.message)
        }
        guard let word = root["decision"]?.string, ["approve", "reject"].contains(word) else {
            throw Refusal(.badRequest, "The decision is approve or reject.", at: JSONPointer(tokens: ["decision"]))
        }
        let comment = root["comment"]?.string ?? ""
        guard comment.utf8.count <= longestComment else {
            throw Refusal(
                .badRequest,
                "The comment is longer than \(longestComment) bytes.",
                at: JSONPointer(tokens: ["comment"])
            )
        }
        return ApprovalDecision(approves: word == "approve", comment: comment)
    }
}

extension [[UInt8]] {
    /// These JSON texts as one array.
    var jsonArray: [UInt8] {
        var bytes: [UInt8] = [0x5B]
        for (index, text) in enumerated() {
            if index > 0 { bytes.append(0x2C) }
            bytes += text
        }
        bytes.append(0x5D)
        return bytes
    }
}
