/// A file that has to stand in the root of a package.
struct RequiredFile: Sendable, Equatable {
    let name: String
    let role: Role

    enum Role: Sendable, Equatable {
        case template, testDriveTemplate
        /// The pages on which a customer fills in what the template asks for.
        case definition

        /// What the deployment service asks for. The reference doesn't, so that a missing one is worth a warning only.
        var members: [String] {
            switch self {
            case .template, .testDriveTemplate: ["$schema", "contentVersion", "resources"]
            case .definition: ["handler", "version", "parameters"]
            }
        }
    }
}

extension PackageKind {
    /// The files of this kind in their one or two known sets; the first is the one to recommend.
    ///
    /// Source: `offer-types.md`, `packageFile` and `armTemplatePackage`.
    var layouts: [[RequiredFile]] {
        let template = RequiredFile(name: "mainTemplate.json", role: .template)
        return switch self {
        case .solution:
            [
                [template, RequiredFile(name: "createUiDefinition.json", role: .definition)],
                [
                    template, RequiredFile(name: "applianceMainTemplate.json", role: .template),
                    RequiredFile(name: "applianceCreateUIDefinition.json", role: .definition),
                ],
            ]
        case .testDrive: [[RequiredFile(name: "main-template.json", role: .testDriveTemplate)]]
        case .any: []
        }
    }
}
