import Testing
import VitrinePackages
import VitrineTestKit

/// What stands in the JSON files.
struct TemplateTests {
    private static let id = "0123abcd-4567-89ab-cdef-0123456789ab", other = "ffffffff-4567-89ab-cdef-0123456789ab"

    @Test(
        arguments: [
            ("", ["MalformedJson"]), ("{", ["MalformedJson"]), ("{} // comment", ["MalformedJson"]),
            (#"{"a":1,"a":2}"#, ["MalformedJson"]), (String(repeating: "[", count: 1_000_000), ["MalformedJson"]),
            ("[]", ["NotAnObject"]), ("null", ["NotAnObject"]), ("\u{FEFF}[]", ["ByteOrderMark", "NotAnObject"]),
            ("\u{FEFF}\(PackageFixture.template)", ["ByteOrderMark"]),
            ("{}", ["MissingMember", "MissingMember", "MissingMember"]),
            (#"{"$schema":"s","contentVersion":"1"}"#, ["MissingMember"]),
        ] as [(String, [String])]
    )
    func `a template has to be an object in JSON with what deployments need`(text: String, codes: [String]) throws {
        let entries = [ZipWriter.Entry("mainTemplate.json", text), PackageFixture.solution[1]]
        let problems = try PackageFixture.look(into: entries, as: .solution).problems
        #expect(problems.map(\.code.rawValue) == codes)
        #expect(problems.allSatisfy { $0.place == .file("mainTemplate.json") })
    }

    @Test func `pages need their three members`() throws {
        let entries = [PackageFixture.solution[0], ZipWriter.Entry("createUiDefinition.json", "{}")]
        let problems = try PackageFixture.look(into: entries, as: .solution).problems
        #expect(problems.map(\.code) == [.missingMember, .missingMember, .missingMember])
        for (problem, name) in zip(problems, ["handler", "version", "parameters"]) {
            #expect(problem.message.contains("\"\(name)\""))
        }
    }

    @Test func `only what the reference has no rule for is a warning`() throws {
        let entries = [
            ZipWriter.Entry("mainTemplate.json", "\u{FEFF}{}"), ZipWriter.Entry("createUiDefinition.json", "["),
            ZipWriter.Entry("../x", ""),
        ]
        let problems = try PackageFixture.look(into: entries, as: .solution).problems
        let warnings = Set(problems.filter { $0.level == .warning }.map(\.code))
        #expect(warnings == [.byteOrderMark, .missingMember])
        #expect(Set(problems.filter { $0.level == .error }.map(\.code)) == [.unsafeName, .malformedJSON])
    }

    @Test(
        arguments: [
            ("{}", []), (#"{"a":{"metadata":{"type":"baseuri"}},"b":{"metadata":{"type":"username"}}}"#, []),
            (#"{"a":{"metadata":{"type":"password"}},"b":{"metadata":{"type":"sessionid"}}}"#, []),
            (#"{"a":{}}"#, [#""a" has no metadata.type"#]), (#"{"a":7}"#, [#""a" has no metadata.type"#]),
            (#"{"a":{"metadata":{"type":7}}}"#, [#""a" has no metadata.type"#]),
            (#"{"a":{"metadata":{"type":"location"}}}"#, [#""location". Write baseuri"#]),
            (#"{"a":{"metadata":{"type":"UserName"}}}"#, [#""UserName". Write baseuri"#]),
            (#"{"a":{},"b":{"metadata":{"type":"password"}},"c":{}}"#, [#""a""#, #""c""#]),
            ("[]", ["object"]),
        ] as [(String, [String])]
    )
    func `each parameter of a test drive needs a type that is known`(parameters: String, phrases: [String]) throws {
        let text = #"{"$schema":"s","contentVersion":"1","resources":[],"parameters":\#(parameters)}"#
        let found = try PackageFixture.look(into: [ZipWriter.Entry("main-template.json", text)], as: .testDrive)
        #expect(found.problems.count == phrases.count)
        for (problem, phrase) in zip(found.problems, phrases) { #expect(problem.message.contains(phrase)) }
    }

    @Test func `the parameters of a solution need no type`() throws {
        let text = #"{"$schema":"s","contentVersion":"1","resources":[],"parameters":{"a":{}}}"#
        let entries = [ZipWriter.Entry("mainTemplate.json", text), PackageFixture.solution[1]]
        #expect(try PackageFixture.look(into: entries, as: .solution).summary == [])
    }

    @Test(
        arguments: [
            ("[]", []), (deployment("pid-\(id)"), [id]), (deployment("PID-\(id.uppercased())-partnercenter"), [id]),
            (deployment("pid-\(id)", type: "microsoft.resources/DEPLOYMENTS"), [id]),
            (deployment("pid-\(id)", type: "Microsoft.Web/sites"), []), (deployment("pid-0123"), []),
            (deployment(id), []),
            (deployment("pid-\(id.replacing("-", with: "_"))"), []),
            (deployment("[concat('pid-\(id)', '-x')]"), [id]), (deployment("[variables('v')]"), [other]),
            (deployment("[parameters('p')]"), [other]), (deployment("variables('v')"), []),
            (deployment("[variables('w')]"), []),
            (#"{"named":{"type":"Microsoft.Resources/deployments","name":"pid-\#(id)"}}"#, [id]),
            (#"[{"type":"x","resources":\#(deployment("pid-\(id)"))}]"#, [id]),
            (#"[{"type":"x","resources":\#(deployment("[variables('v')]"))}]"#, [other]),
            (#"[{"type":"x","properties":{"template":{"resources":\#(deployment("pid-\(id)"))}}}]"#, [id]),
            (#"[{"type":"x","properties":{"template":{"resources":\#(deployment("[variables('v')]"))}}}]"#, []),
            (deployment("pid-\(id) pid-\(other) pid-\(id)"), [id, other]),
        ] as [(String, [String])]
    )
    func `the marks of deployments are found where they are written out`(resources: String, ids: [String]) throws {
        let text = """
            {"$schema":"s","contentVersion":"1","variables":{"v":"pid-\(Self.other)","w":{}},
            "parameters":{"p":{"defaultValue":"pid-\(Self.other)"}},"resources":\(resources)}
            """
        let entries = [ZipWriter.Entry("mainTemplate.json", text), PackageFixture.solution[1]]
        let found = try PackageFixture.look(into: entries, as: .solution)
        #expect(found.summary == [])
        #expect(found.attributionIDs == ids)
    }

    @Test func `a template that speaks of one long text again and again is read once`() throws {
        let long = String(repeating: "pid-\(Self.id)", count: 40_000)
        let name = "[\(String(repeating: "'v'", count: 200_000))]"
        let resources = Self.deployment(name)
        let text = #"{"$schema":"s","contentVersion":"1","variables":{"v":"\#(long)"},"resources":\#(resources)}"#
        let entries = [ZipWriter.Entry("mainTemplate.json", text), PackageFixture.solution[1]]
        #expect(try PackageFixture.look(into: entries, as: .solution).attributionIDs == [Self.id])
    }

    private static func deployment(_ name: String, type: String = "Microsoft.Resources/deployments") -> String {
        #"[{"type":"\#(type)","name":"\#(name)"}]"#
    }
}
