import ExactJSON

/// Finds and reads scenarios: those that come with the server by name, others by path.
package struct ScenarioLibrary: Sendable {
    /// Gives the bytes of a file; what it throws is said as "can't be read".
    package typealias ReadFile = @Sendable (_ path: String) throws -> [UInt8]

    private let words: ScenarioWords
    private let read: ReadFile

    /// A library.
    ///
    /// - Parameters:
    ///   - words: What is known of offer types and steps.
    ///   - read: Reads files of paths relative to where the command runs. It may read 4 MiB and one byte, and no more.
    package init(words: ScenarioWords, reading read: @escaping ReadFile) {
        self.words = words
        self.read = read
    }

    /// The scenario of a name that comes with the server, or in the file of a path.
    ///
    /// - Throws: ``ScenarioError`` with everything that is wrong with it, or with one that it extends.
    package func scenario(_ nameOrPath: String) throws(ScenarioError) -> Scenario {
        let complaints = ScenarioComplaints()
        let scenario = try Search(words: words, read: read, complaints: complaints).scenario(nameOrPath)
        try complaints.throwIfAny()
        return scenario
    }

    /// The scenario that `bytes` are, as if they stood in a file of that path.
    package func scenario(_ bytes: [UInt8], path: String) throws(ScenarioError) -> Scenario {
        let complaints = ScenarioComplaints()
        let search = Search(words: words, read: read, complaints: complaints)
        let scenario = try search.read(ScenarioSource(path: path, bytes: bytes), on: [path])
        try complaints.throwIfAny()
        return scenario
    }

    /// The names and descriptions of those that come with the server, in the order of their names.
    package static func builtIn() throws(ScenarioError) -> [(name: String, description: String)] {
        let library = ScenarioLibrary(words: .any) { _ in throw NoFiles() }
        var list: [(name: String, description: String)] = []
        for name in ScenarioSource.builtIn.keys.sorted() {
            let scenario = try library.scenario(name)
            list.append((scenario.name, scenario.description))
        }
        return list
    }

    private struct NoFiles: Error {}
}
