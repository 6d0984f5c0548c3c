import ExactJSON

/// Gathers what is wrong while a scenario is read, so that one reading says all of it.
///
/// A class, since every part of one reading writes into it. It never leaves the reading.
final class ScenarioComplaints {
    private(set) var all: [ScenarioComplaint] = []

    /// More than anybody reads, and little to keep: a file can have a hundred thousand wrong places.
    private static let most = 1_000

    func add(_ complaint: ScenarioComplaint) {
        guard all.count < Self.most, !all.contains(complaint) else { return }
        all.append(complaint)
    }

    /// Throws all that was gathered, if there is any: file by file, in the order of the text.
    func throwIfAny() throws(ScenarioError) {
        var files: [String] = []
        for complaint in all where !files.contains(complaint.file) { files.append(complaint.file) }
        let ordered = files.flatMap { file in
            all.filter { $0.file == file }.sorted { $0.place < $1.place }
        }
        if let error = ScenarioError(ordered) { throw error }
    }
}

extension ScenarioComplaint {
    /// Line and column; what has neither comes first. What stands at one place is in the order of its sentences.
    fileprivate var place: (Int, Int, String) { (position?.line ?? 0, position?.column ?? 0, reason) }
}
