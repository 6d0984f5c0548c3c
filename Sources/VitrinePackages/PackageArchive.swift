/// What was found by looking into a package: a zip archive that a publisher handed in.
///
/// `docs/packages.md` tells publishers what is looked at.
package struct PackageArchive: Sendable, Equatable {
    /// What is wrong, and what to change; in the order in which it was found.
    package let problems: [PackageProblem]

    /// Whether everything was looked at and listed: `false` when there may be more to find after a change.
    package let isComplete: Bool

    /// The usage-attribution GUIDs of the templates, each once, in small letters, in the order of the text; at most 50.
    ///
    /// They come from deployments that are named `pid-<guid>`. Whether there has to be one is for the step to say.
    /// Source: `publish-workflow.md`, section 4, "attribution".
    package let attributionIDs: [String]

    /// Looks into the archive at `path`, which has to be a plain file that nobody writes to meanwhile.
    ///
    /// Blocks while it reads: the directory, the header of each file, and the JSON files that `kind` asks for.
    package init(lookingInto path: String, kind: PackageKind, limits: PackageLimits = .standard) {
        var inspection = PackageInspection(kind: kind, limits: limits)
        let isWhole = inspection.run(path)
        problems = inspection.problems.all
        isComplete = isWhole && !inspection.problems.isFull
        attributionIDs = inspection.attributionIDs.all
    }

    /// What is wrong with the archive at `path`; nothing when all is well. Blocks as ``init(lookingInto:kind:limits:)`` does.
    package static func problems(
        inFile path: String,
        kind: PackageKind,
        limits: PackageLimits = .standard
    ) -> [PackageProblem] {
        PackageArchive(lookingInto: path, kind: kind, limits: limits).problems
    }
}
