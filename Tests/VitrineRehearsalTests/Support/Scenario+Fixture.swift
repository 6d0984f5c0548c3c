import VitrineRehearsal

/// What tests read scenarios with.
enum Sample {
    /// Some words of the server.
    static let words = ScenarioWords(
        offerTypes: ["microsoft-azure-virtualmachines", "microsoft-azure-saas"],
        steps: ["displaydummycertify", "displaycertify", "displaypackage", "displaypreview", "displaylead", "live"]
    )

    /// The scenario that a text is; other files are looked up in `files`.
    static func scenario(_ text: String, files: [String: String] = [:]) throws(ScenarioError) -> Scenario {
        try library(files).scenario(Array(text.utf8), path: "s.yaml")
    }

    static func library(_ files: [String: String] = [:]) -> ScenarioLibrary {
        ScenarioLibrary(words: words) { path in
            guard let file = files[path] else { throw NoSuchFile.noSuchFile }
            return Array(file.utf8)
        }
    }

    /// The lines that reading a text complains with; none when it is good.
    static func complaints(_ text: String, files: [String: String] = [:]) -> [String] {
        do throws(ScenarioError) {
            _ = try scenario(text, files: files)
            return []
        } catch {
            return error.complaints.map(\.description)
        }
    }

    enum NoSuchFile: Error {
        case noSuchFile
    }

    /// A seed with one publisher and one offer, to which rules can be added.
    static let seed = """
        seed:
          publishers: [{id: contoso}]
          offers:
            - {publisher: contoso, id: vm, offerTypeId: microsoft-azure-virtualmachines, definition: {displayText: VM}}

        """
}
