package import ExactJSON

/// Everything that this server itself says in a step's messages. What other services say comes beside it.
package enum StepRemark: Sendable, Equatable {
    case done
    case canceled

    /// The draft is what it was when `version` was frozen.
    case unchanged(since: Int64)

    /// The validation warns of something at a place in the definition.
    case finding(String, at: JSONPointer)

    /// It warns of so many things more.
    case moreFindings(Int)

    /// An owner of that publisher has to say yes.
    case waitsForApproval(of: PublisherID)
    case approved(by: String, comment: String)
    case notApproved(by: String, comment: String)

    /// An external check said no, and not why.
    case refusedByCheck

    /// A check itself failed. An enforced one has blocked the step.
    case checkBroke(String, enforced: Bool)

    /// Something is wrong with a file that a place in the definition leads to; `isError` says whether that ends the publish.
    case artifact(String, at: JSONPointer, isError: Bool)

    /// The package that a place leads to doesn't say whom its usage counts for.
    case noAttribution(at: JSONPointer)

    /// This server doesn't fetch files: the URLs of so many were kept as they are.
    case artifactsKept(Int)

    /// The remarks without what is particular in them: for documentation, and for tests that look for each.
    package enum Kind: String, Sendable, CaseIterable {
        case done, canceled, unchanged, finding, moreFindings, waitsForApproval, approved, notApproved, refusedByCheck
        case checkBroke, artifact, noAttribution, artifactsKept
    }

    package var kind: Kind {
        switch self {
        case .done: .done
        case .canceled: .canceled
        case .unchanged: .unchanged
        case .finding: .finding
        case .moreFindings: .moreFindings
        case .waitsForApproval: .waitsForApproval
        case .approved: .approved
        case .notApproved: .notApproved
        case .refusedByCheck: .refusedByCheck
        case .checkBroke: .checkBroke
        case .artifact: .artifact
        case .noAttribution: .noAttribution
        case .artifactsKept: .artifactsKept
        }
    }

    /// A sentence for people.
    package var text: String {
        switch self {
        case .done: "Done."
        case .canceled: "Canceled."
        case .unchanged(let version): "Nothing has changed since version \(version) was published."
        case .finding(let sentence, let place): "\(place): \(sentence)"
        case .moreFindings(let count): "There are \(count) warnings more. POST .../validate lists them."
        case .waitsForApproval(let publisher): "Waits for the approval of an owner of '\(publisher)'."
        case .approved(let who, let comment): "Approved by \(who)\(Self.end(comment))"
        case .notApproved(let who, let comment): "Not approved by \(who)\(Self.end(comment))"
        case .refusedByCheck: "The external check said no."
        case .checkBroke(let name, let enforced):
            "The check '\(name)' could not be carried out." + (enforced ? " Publish again later." : "")
        case .artifact(let sentence, let place, _): "\(place): \(sentence)"
        case .noAttribution(let place):
            "\(place): No deployment in the package's templates is named pid- and a GUID, so nobody is credited for its usage."
        case .artifactsKept(let count):
            "This server keeps the URLs of files as they are, and fetched none of the \(count)."
        }
    }

    package var level: StepMessage.Level {
        switch self {
        case .done, .canceled, .unchanged, .waitsForApproval, .approved, .artifactsKept: .information
        case .finding, .moreFindings, .checkBroke(_, enforced: false), .artifact(_, _, isError: false), .noAttribution:
            .warning
        case .notApproved, .refusedByCheck, .checkBroke(_, enforced: true), .artifact(_, _, isError: true): .error
        }
    }

    private static func end(_ comment: String) -> String { comment.isEmpty ? "." : ": \(comment)" }
}

extension StepMessage {
    package init(_ remark: StepRemark, at time: Timestamp) {
        self.init(remark.text, remark.level, at: time)
    }
}
