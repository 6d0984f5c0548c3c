import ExactJSON
import Testing
import VitrineRehearsal

struct ScenarioSchemaTests {
    /// What the schema says of each text: `nil` where it is valid.
    private func answers(to texts: [String]) throws -> [String?] {
        var writer = JSONWriter()
        writer.beginArray()
        for text in texts { writer.string(text) }
        writer.endArray()
        let (status, said) = try Project.python("check-scenarios.py", input: writer.bytes)
        #expect(said.hasPrefix("["))
        try #require(status == 0)
        return try JSONDocument(parsing: Array(said.utf8)).root.elements.map(\.string)
    }

    @Test
    func `scenarios that come with the server are valid by the schema`() throws {
        let names = try ScenarioLibrary.builtIn().map(\.name)
        let texts = try names.map { try Project.text("Sources/VitrineRehearsal/Resources/\($0).yaml") }
        for (name, answer) in zip(names, try answers(to: texts)) { #expect(answer == nil, "\(name): \(answer ?? "")") }
    }

    @Test
    func `what the schema can see, it refuses, as the reader does, and nothing else`() throws {
        let texts = BrokenScenario.all.map(\.text).filter { !$0.contains("name: a\nname: b") }
        let broken = BrokenScenario.all.filter { !$0.text.contains("name: a\nname: b") }
        for (sample, answer) in zip(broken, try answers(to: texts)) {
            #expect((answer != nil) == sample.isSeenBySchema, "\(sample.reason): \(answer ?? "valid")")
        }
    }

    @Test
    func `every key of the schema is described`() throws {
        #expect(try Project.python("check-scenarios.py", ["--descriptions"]).said == "[]\n")
    }

    @Test
    func `the schema has the keys that the reader takes, and no other`() throws {
        let said = try Project.python("check-scenarios.py", ["--keys"]).said
        let keys = try JSONDocument(parsing: Array(said.utf8)).root
        for part in ScenarioPart.allCases where part != .nth {
            let name = [.scenario: "", .stepMatch: "stepMatch", .faultMatch: "faultMatch"][part] ?? part.rawValue
            let listed = try #require(keys[name]).elements.compactMap(\.string)
            #expect(listed == part.keys, "\(part)")
        }
    }
}
