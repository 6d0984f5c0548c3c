import ExactJSON
package import VitrineCore

/// Which offer type goes through which steps.
package struct Workflows: Sendable {
    /// In the order of the file.
    package let all: [Workflow]

    private let byType: [OfferTypeID: Workflow]
    private let fallback: Workflow

    /// The workflows that come with the server.
    package static func builtIn() throws(RegistryError) -> Workflows {
        try Workflows(file: .workflows)
    }

    /// Reads and checks a file of workflows; the one with the id `default` is for types that no other names.
    package init(file: RegistryFile) throws(RegistryError) {
        let root = try RegistryValue(file)
        try root.expectObject(with: ["format", "kind", "workflows"])
        let values = try root.required("workflows").elements()
        var all: [Workflow] = []
        var byType: [OfferTypeID: Workflow] = [:]
        for value in values {
            let workflow = try Workflow(value)
            all.append(workflow)
            for type in try value.required("offerTypes").elements() {
                let id = OfferTypeID(rawValue: try type.nonEmptyText())
                guard byType.updateValue(workflow, forKey: id) == nil else {
                    throw type.place.error("This type has a workflow already.")
                }
            }
        }
        guard let fallback = all.first(where: { $0.id == "default" }) else {
            throw root.place.error("The workflow 'default' is missing.")
        }
        self.all = all
        self.byType = byType
        self.fallback = fallback
    }

    /// The workflow of an offer type.
    package subscript(type: OfferTypeID) -> Workflow { byType[type] ?? fallback }
}

extension RegistryFile {
    /// The workflows that the build embeds in the binary.
    package static var workflows: RegistryFile { RegistryFile("workflows.json", PackageResources.workflows_json) }
}

extension Workflow {
    fileprivate init(_ value: RegistryValue) throws(RegistryError) {
        try value.expectObject(with: ["id", "offerTypes", "steps"])
        var steps: [ConditionalStep] = []
        for step in try value.required("steps").elements() { steps.append(try ConditionalStep(step)) }
        guard steps.contains(where: { $0.plan.phase == .preview }), steps.last?.plan.phase == .goLive,
            steps.count(where: { $0.plan.phase == .signOff }) == 1
        else { throw value.place.error("Steps lead to preview, one is the sign-off, and the last one is live.") }
        self.init(id: try value.required("id").nonEmptyText(), steps: steps)
    }
}

extension Workflow.ConditionalStep {
    fileprivate init(_ value: RegistryValue) throws(RegistryError) {
        try value.expectObject(
            with: ["id", "evidence", "name", "description", "timeFrame", "seconds", "phase", "onlyWhen"]
        )
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
