/// What a package is handed in as, which decides what has to be in it.
package enum PackageKind: Sendable, CaseIterable {
    /// The package of an Azure application: `mainTemplate.json` and `createUiDefinition.json` in its root, or the three files of
    /// older managed applications.
    ///
    /// Source: `offer-types.md`, `packageFile`; `publish-workflow.md`, section 4, "certification, package".
    case solution

    /// The package of a test drive: `main-template.json` in its root, with a type for each parameter.
    ///
    /// Source: `offer-types.md`, `armTemplatePackage`; `publish-workflow.md`, section 4, "test drive".
    case testDrive

    /// An archive of which only is asked that it opens and that its names are safe.
    case any
}
