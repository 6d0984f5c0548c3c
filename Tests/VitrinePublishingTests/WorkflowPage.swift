import ExactJSON
import VitrineCore
import VitrineOfferTypes

/// The page for authors of pipelines: every state that a client can see, and what leads from one to the other.
struct WorkflowPage {
    let workflows: Workflows

    var markdown: String {
        [introduction, states, stages, transitions, steps].joined(separator: "\n\n") + "\n"
    }

    private let introduction = """
        # How an offer is published

        Printed from the code by `WorkflowPageTests`; change the code, not this page.

        A *publish* freezes the draft as a version and takes it to preview; a *go live* takes the version in preview to
        production. Both are operations made of steps. One operation of an offer runs at a time. Nothing of an operation is lost
        when the process or the machine ends: it goes on where it was. How long steps take is the setting `publish.pace`.
        """

    // MARK: - Words

    private var states: String {
        [
            table("What `status` says of an offer", OfferStatus.allCases.map { ($0.rawValue, meaning(of: $0)) }),
            table(
                "What `submissionState` says of an operation",
                OperationState.allCases.map { ($0.rawValue, meaning(of: $0)) }
            ),
            table("What a step's `status` says", Step.Status.allCases.map { ($0.rawValue, meaning(of: $0)) }),
            table(
                "What `cancellationRequestState` says",
                CancellationState.allCases.map { ($0.rawValue, meaning(of: $0)) }
            ),
            table("What a message's `level` says", StepMessage.Level.allCases.map { ($0.rawValue, meaning(of: $0)) }),
            table("What messages say", StepRemark.Kind.allCases.map { (example(of: $0).text, meaning(of: $0)) })
                + "\n\nAn external check's own messages stand beside these, as it says them.",
        ].joined(separator: "\n\n")
    }

    private func example(of kind: StepRemark.Kind) -> StepRemark {
        let contoso = PublisherID(stored: "contoso")
        return switch kind {
        case .done: .done
        case .canceled: .canceled
        case .unchanged: .unchanged(since: 2)
        case .finding:
            .finding(
                "It has 60 characters; 50 at most are allowed.",
                at: JSONPointer(tokens: ["definition", "displayText"])
            )
        case .moreFindings: .moreFindings(12)
        case .waitsForApproval: .waitsForApproval(of: contoso)
        case .approved: .approved(by: "user 1", comment: "Fine")
        case .notApproved: .notApproved(by: "user 1", comment: "No logo")
        case .refusedByCheck: .refusedByCheck
        case .checkBroke: .checkBroke("external check", enforced: true)
        case .artifact:
            .artifact(
                "The picture has 100 × 100 pixels; it must have 48 × 48.",
                at: JSONPointer(tokens: ["definition", "offer", "microsoft-azure-marketplace.smallLogo"]),
                isError: true
            )
        case .noAttribution:
            .noAttribution(at: JSONPointer(tokens: ["definition", "plans", "0", "...", "packageFile"]))
        case .artifactsKept: .artifactsKept(5)
        }
    }

    private func meaning(of kind: StepRemark.Kind) -> String {
        switch kind {
        case .done: "The step is complete."
        case .canceled: "The step was under way when the operation was canceled."
        case .unchanged: "The publish goes on, but it publishes what was published before. Was an edit forgotten?"
        case .finding: "The publish goes on; the marketplace may not like what stands at that place."
        case .moreFindings: "A step says fifty warnings at most; ask for the others."
        case .waitsForApproval: "Ask an owner of that publisher to approve the publish; whoever published it can't."
        case .approved: "Who said yes, and why."
        case .notApproved: "Who said no, and why. Change what they name, and publish again."
        case .refusedByCheck:
            "The service that the operator asks about each publish said no, and not why: ask the operator."
        case .checkBroke:
            "The check itself failed, not the offer. Publish again later; if it goes on, tell the operator."
        case .artifact:
            "The file that the URL at that place leads to isn't there, or isn't what it must be: put it right, and publish again."
        case .noAttribution: "Name one so in the template, if the usage is to count for somebody; the publish goes on."
        case .artifactsKept: "The operator has set `artifacts.policy` to `keep`, or this is a demo."
        }
    }

    private func meaning(of status: OfferStatus) -> String {
        switch status {
        case .neverPublished: "It was never published. Publish it."
        case .notStarted: "Never said by this server; a word of the contract."
        case .waitingForPublisherReview: "A version stands in preview. Look at it, then go live, or cancel."
        case .running: "An operation is running. Ask again after `Retry-After`."
        case .succeeded: "The newest go live has ended well: the version stands in production."
        case .canceled: "The newest operation was canceled. Publish again when you like."
        case .failed:
            "A step of the newest operation said no. Its messages say why; change the draft and publish again."
        }
    }

    private func meaning(of state: OperationState) -> String {
        switch state {
        case .notStarted: "Never said by this server: an operation runs from the moment it is accepted."
        case .running: "It goes on, or waits for an approval."
        case .succeeded: "Its version stands where it was to stand."
        case .failed: "A step said no; no slot has changed."
        case .canceled: "It was canceled; the slots hold what they held before it."
        }
    }

    private func meaning(of status: Step.Status) -> String {
        switch status {
        case .notStarted: "Its turn hasn't come."
        case .inProgress: "It is worked on; `progressPercentage` moves with the clock."
        case .waitingForPublisherReview: "The version stands in preview and waits for go live."
        case .waitingForApproval: "Somebody has to approve it."
        case .blocked: "A check said no; the messages say what to change."
        case .rejected: "It was not approved; the messages say by whom and why."
        case .complete: "Done."
        case .canceled: "It was in progress or waiting when the operation was canceled."
        }
    }

    private func meaning(of state: CancellationState) -> String {
        switch state {
        case .canCancel: "A cancel is taken."
        case .cancellationRequested: "A cancel was taken; the worker carries it out."
        case .canceled: "It is canceled."
        case .cannotCancel: "It is too late: the version is on its way into production, or all is over."
        }
    }

    private func meaning(of level: StepMessage.Level) -> String {
        switch level {
        case .information: "Nothing to do."
        case .warning: "It went on, but the marketplace may not like it."
        case .error: "This is why the step stopped."
        }
    }

    // MARK: - The machine

    private var stages: String {
        let rows = OperationStage.allCases.map { stage in "| \(stage.rawValue) | \(stage.state.rawValue) |" }
        return """
            ## The machine

            Inside, an operation is in one of these stages; clients see the state beside it.

            | stage | state |
            | --- | --- |
            \(rows.joined(separator: "\n"))
            """
    }

    private var transitions: String {
        let rows = OperationTransition.table.map { row in
            "| \(row.from.rawValue) | \(row.event.rawValue) | \(row.to.rawValue) | \(row.meaning) |"
        }
        return """
            What leads from one to the other; everything else is refused.

            | from | when | to | that is |
            | --- | --- | --- | --- |
            \(rows.joined(separator: "\n"))
            """
    }

    // MARK: - Steps

    private var steps: String {
        "## Steps of each kind of offer\n\n" + workflows.all.map(steps).joined(separator: "\n\n")
    }

    private func steps(of workflow: Workflow) -> String {
        let rows = workflow.steps.map { step in
            let condition = step.condition == nil ? "" : " (only with a test drive)"
            let seconds = step.plan.phase == .signOff ? "until go live" : "\(step.plan.seconds) s"
            return "| `\(step.plan.id)` | \(step.plan.name)\(condition) | \(step.plan.phase.rawValue) | \(seconds) |"
        }
        return """
            ### \(workflow.id)

            | step | name | phase | at the pace `hosted` |
            | --- | --- | --- | --- |
            \(rows.joined(separator: "\n"))
            """
    }

    private func table(_ title: String, _ rows: [(String, String)]) -> String {
        """
        ## \(title)

        | | |
        | --- | --- |
        \(rows.map { "| `\($0.0)` | \($0.1) |" }.joined(separator: "\n"))
        """
    }
}
