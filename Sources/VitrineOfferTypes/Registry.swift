/// All that the files of a registry say: the offer types, and the steps that each goes through.
package struct Registry: Sendable {
    package let offerTypes: OfferTypeRegistry
    package let workflows: Workflows

    /// The files that come with the server, and an operator's own behind them, in the order given.
    ///
    /// Own files add: types, modules, workflows, sets of words, and words to the sets that are there. They replace nothing.
    ///
    /// - Throws: All that is wrong with the first stage that fails: the files each by itself, then their ids and the
    ///   sets they name, then types and their modules, then workflows.
    package static func reading(own files: [RegistryFile]) throws(RegistryError) -> Registry {
        guard !files.isEmpty else {
            return Registry(offerTypes: try OfferTypeRegistry.builtIn(), workflows: try Workflows.builtIn())
        }
        let library = try RegistryLibrary.builtIn(and: files)
        let offerTypes = try OfferTypeRegistry(library)
        let workflows = try Workflows(library.workflowFiles)
        var complaints = Complaints()
        for reference in workflows.references {
            _ = complaints.gathering { () throws(RegistryError) in try library.checkType(reference) }
        }
        try complaints.throwIfAny()
        return Registry(offerTypes: offerTypes, workflows: workflows)
    }
}
