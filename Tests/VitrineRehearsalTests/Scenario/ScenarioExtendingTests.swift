import Testing
import VitrineCore
import VitrineRehearsal

struct ScenarioExtendingTests {
    private let base =
        Sample.seed + """
            rng: 7
            clock: held
            speed: 9
            pace: instant
            steps: [{match: {step: live}, duration: 1d}]
            faults: [{name: slow, action: {latency: 1s}}]
            """

    @Test
    func `a scenario has what it extends, and its own before it`() throws {
        let scenario = try Sample.scenario(
            """
            extends: base.yaml
            rng: 8
            seed:
              publishers: [{id: CONTOSO, name: New}, {id: fabrikam}]
              offers: [{publisher: contoso, id: VM, offerTypeId: microsoft-azure-saas, definition: {a: 1}}]
            steps: [{match: {step: live}, duration: 2d}]
            faults: [{name: own, action: {latency: 2s}}]
            """,
            files: ["base.yaml": base]
        )
        #expect(scenario.randomSeed == 8)
        #expect(scenario.clock.isHeld && scenario.clock.speed == 9)
        #expect(scenario.pace == "instant")
        #expect(scenario.seed.publishers.map(\.name) == ["New", "fabrikam"])
        #expect(scenario.seed.offers.map(\.offerType.rawValue) == ["microsoft-azure-saas"])
        #expect(scenario.steps.map { $0.duration?.seconds } == [172_800, 86_400])
        #expect(scenario.faults.map(\.name) == ["own", "slow"])
    }

    @Test
    func `a circle is named, whatever way its files take`() {
        let files = ["b/b.yaml": "extends: ../c.yaml", "c.yaml": "extends: ./b/../b/b.yaml"]
        let complaints = Sample.complaints("extends: b/b.yaml", files: files)
        #expect(
            complaints == [
                "c.yaml:1:10: /extends: The scenarios extend each other in a circle: s.yaml → b/b.yaml → c.yaml → b/b.yaml."
            ]
        )
        #expect(Sample.complaints("extends: s.yaml").contains { $0.contains("in a circle: s.yaml → s.yaml") })
    }

    @Test
    func `a long row of scenarios is refused`() {
        var files: [String: String] = [:]
        for index in 0..<40 { files["\(index).yaml"] = "extends: \(index + 1).yaml" }
        #expect(Sample.complaints("extends: 0.yaml", files: files).contains { $0.contains("More than 16 scenarios") })
    }

    @Test
    func `what is wrong in a base is said with its own file`() {
        let complaints = Sample.complaints("extends: base.yaml\nclok: held", files: ["base.yaml": "rng: x"])
        #expect(complaints.contains { $0.hasPrefix("base.yaml:1:6: /rng:") })
        #expect(complaints.contains { $0.hasPrefix("s.yaml:2:1: /clok:") })
    }

    @Test
    func `a name that is no scenario gets the one that was meant`() {
        #expect(Sample.complaints("extends: quit").contains { $0.contains("Did you mean 'quiet'?") })
        #expect(throws: ScenarioError.self) { try Sample.library().scenario("thottled") }
        do throws(ScenarioError) {
            _ = try Sample.library().scenario("thottled")
        } catch {
            #expect(error.description.contains("Did you mean 'throttled'?"))
        }
    }

    @Test
    func `a definition comes from a file beside the scenario, with every digit as it is`() throws {
        let text =
            "seed:\n  publishers: [{id: a}]\n  offers: [{publisher: a, id: b, offerTypeId: microsoft-azure-saas, file: x.json}]"
        func definition(_ file: String) throws -> String {
            let scenario = try Sample.library(["d/s.yaml": text, "d/x.json": file]).scenario("d/s.yaml")
            return String(decoding: scenario.seed.offers[0].definition(1, version: 1), as: UTF8.self)
        }
        #expect(try definition(#"{"displayText": 1.0}"#) == #"{"displayText": 1.0}"#)
        #expect(try definition(#"{"version":3,"definition":{"n": 1e2}}"#) == #"{"n": 1e2}"#)
        #expect(
            Sample.complaints(text, files: ["x.json": "{"]).contains { $0.contains("The file is not JSON: Line 1") }
        )
        #expect(
            Sample.complaints(text.replacing("x.json", with: "/x.json")).contains {
                $0.contains("relative to the scenario")
            }
        )
    }

    @Test(arguments: [
        "certification-fails-on-image", "edited-meanwhile", "quiet", "service-conflict", "sign-off-takes-a-day",
        "throttled", "token-expires-mid-publish",
    ])
    func `a scenario that comes with the server is read, and has a description and the seed`(name: String) throws {
        let scenario = try Sample.library().scenario(name)
        #expect(scenario.name == name)
        #expect(scenario.description.count > 40)
        #expect(scenario.seed.publishers.map(\.id.text) == ["contoso", "fabrikam"])
        #expect(scenario.seed.offerCount == 1)
        #expect(try ScenarioLibrary.builtIn().contains { $0.name == name && $0.description == scenario.description })
    }
}
