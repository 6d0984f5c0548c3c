import ExactJSON
import VitrineCore

/// Reads files of workflows one after another.
struct WorkflowReading {
    private(set) var workflows: [Workflow] = []
    private(set) var byType: [OfferTypeID: (workflow: Workflow, reference: RegistryPart.Reference)] = [:]

    /// The types that files name, in their order.
    private(set) var references: [RegistryPart.Reference] = []
    private(set) var complaints = Complaints()

    /// Where each workflow was read.
    private var places: [String: RegistryPlace] = [:]

    mutating func read(_ root: RegistryValue) {
        let values = complaints.gathering { () throws(RegistryError) in
            guard try root.fileKind() == .workflows else { throw root.place.error("This is no file of workflows.") }
            try root.expectObject(with: ["format", "kind", "source", "note", "workflows"])
            for name in ["source", "note"] { _ = try root.optional(name)?.text() }
            return try root.required("workflows").elements()
        }
        for value in values ?? [] {
            guard let workflow = complaints.gathering({ () throws(RegistryError) in try Workflow(value) }) else {
                continue
            }
            add(workflow, value)
        }
    }

    private mutating func add(_ workflow: Workflow, _ value: RegistryValue) {
        if let first = places.updateValue(value.place, forKey: workflow.id) {
            complaints.add(
                value.place.appending("id").complaint(
                    "There is a workflow '\(workflow.id)' already, at \(first.shown). Give this one an id of its own."
                )
            )
        }
        workflows.append(workflow)
        let types = complaints.gathering { () throws(RegistryError) in try value.required("offerTypes").references() }
        for type in types ?? [] {
            references.append(type)
            let id = OfferTypeID(rawValue: type.id)
            guard let first = byType.updateValue((workflow, type), forKey: id) else { continue }
            complaints.add(
                type.place.complaint(
                    "'\(type.id)' has the workflow '\(first.workflow.id)' already, at \(first.reference.place.shown)."
                )
            )
        }
    }
}

extension Workflow {
    fileprivate init(_ value: RegistryValue) throws(RegistryError) {
        try value.expectObject(with: ["id", "offerTypes", "steps"])
        let steps = try value.required("steps").each { (step) throws(RegistryError) in try ConditionalStep(step) }
        try Self.check(steps.map(\.plan), value)
        self.init(id: try value.required("id").nonEmptyText(), steps: steps)
    }

    private static func check(_ steps: [StepPlan], _ value: RegistryValue) throws(RegistryError) {
        var order: [StepPlan.Phase] = []
        for step in steps where step.phase != order.last || step.phase == .signOff { order.append(step.phase) }
        guard order == [.preview, .signOff, .goLive] else {
            throw value.place.error(
                "Steps lead to preview, then one is the sign-off, then the rest leads to live: one of each at least."
            )
        }
        var ids: Set<String> = []
        for (index, step) in steps.enumerated() where !ids.insert(step.id).inserted {
            let place = value.place.appending("steps").appending(index: index).appending("id")
            throw place.error("Another step has the id '\(step.id)'. Give this one an id of its own.")
        }
    }
}

extension Workflow.ConditionalStep {
    fileprivate init(_ value: RegistryValue) throws(RegistryError) {
        try value.expectObject(
            with: ["id", "evidence", "name", "description", "timeFrame", "seconds", "phase", "onlyWhen"]
        )
        _ = try value.optional("evidence")?.nonEmptyText()
        let plan = StepPlan(
            id: try value.required("id").nonEmptyText(),
            name: try value.required("name").nonEmptyText(),
            description: try value.required("description").nonEmptyText(),
            timeFrame: try value.optional("timeFrame")?.nonEmptyText(),
            seconds: try value.required("seconds").seconds(),
            phase: try value.required("phase").word(of: StepPlan.Phase.self)
        )
        self.init(plan: plan, condition: try value.optional("onlyWhen")?.word(of: Workflow.Condition.self))
    }
}

extension RegistryValue {
    fileprivate func seconds() throws(RegistryError) -> Int64 {
        guard let seconds = value.int64, seconds >= 0 else { throw place.error("Write a number of seconds from 0.") }
        return seconds
    }
}
