import Testing
import VitrineRehearsal
import VitrineServer

@Suite(.timeLimit(.minutes(15))) struct ScenarioPageTests {
    @Test(arguments: ScenarioPart.allCases)
    func `the page has a table of each part's keys, in their order`(part: ScenarioPart) throws {
        let page = try Project.text("docs/scenarios.md").split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(page.firstIndex { $0.drop { $0 == "#" } == " " + part.rawValue })
        let section = page[(start + 1)...].prefix { !$0.hasPrefix("#") }
        let keys = section.filter { $0.hasPrefix("| `") }.map { row in String(row.dropFirst(3).prefix { $0 != "`" }) }
        #expect(keys == part.keys)
    }

    @Test
    func `each example of the page reads without complaint, and can be played`() async throws {
        let parts = try Project.text("docs/scenarios.md").split(separator: "```yaml\n").dropFirst()
        #expect(parts.count == 4)
        for part in parts {
            let example = String(part[..<(part.firstRange(of: "```")?.lowerBound ?? part.endIndex)])
            #expect(Sample.complaints(example) == [], "\(example)")
            try await Stage.with(yaml: example) { #expect($0.rehearsal.scenario.randomSeed < 100) }
        }
    }

    @Test
    func `the page lists the scenarios that come with the server`() throws {
        let page = try Project.text("docs/scenarios.md")
        for (name, _) in try ScenarioLibrary.builtIn() { #expect(page.contains("| `\(name)` |")) }
    }
}
