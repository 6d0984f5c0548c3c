package import VitrineCore

/// Which offer type goes through which steps.
package struct Workflows: Sendable {
    /// In the order of the file.
    package let all: [Workflow]

    private let byType: [OfferTypeID: Workflow]
    private let fallback: Workflow

    /// The types that files name, and where.
    let references: [RegistryPart.Reference]

    /// The workflows that come with the server.
    package static func builtIn() throws(RegistryError) -> Workflows {
        try Workflows(file: .workflows)
    }

    /// Reads and checks a file of workflows; the one with the id `default` is for types that no other names.
    package init(file: RegistryFile) throws(RegistryError) {
        try self.init([try RegistryValue(file)])
    }

    /// Puts files together, of which the first one has the workflow `default`. None takes another's type or id.
    init(_ roots: [RegistryValue]) throws(RegistryError) {
        var reading = WorkflowReading()
        for root in roots { reading.read(root) }
        try reading.complaints.throwIfAny()
        guard let fallback = reading.workflows.first(where: { $0.id == "default" }) else {
            let reason = "The workflow 'default' is missing."
            throw roots.first?.place.error(reason) ?? RegistryError(.withoutPlace(file: "workflows", reason))
        }
        all = reading.workflows
        byType = reading.byType.mapValues(\.workflow)
        references = reading.references
        self.fallback = fallback
    }

    /// The workflow of an offer type.
    package subscript(type: OfferTypeID) -> Workflow { byType[type] ?? fallback }
}

extension RegistryFile {
    /// The workflows that the build embeds in the binary.
    package static var workflows: RegistryFile { RegistryFile("workflows.json", PackageResources.workflows_json) }
}
