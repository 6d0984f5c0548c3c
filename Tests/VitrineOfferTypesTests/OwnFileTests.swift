import ExactJSON
import Foundation
import Testing
import VitrineCore
import VitrineOfferTypes

/// An operator's own files, beside those that come with the server.
struct OwnFileTests {
    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    private static let examples = root.appending(path: "docs/examples/offer-types").path(percentEncoded: false)
    private static let appliances = OfferTypeID(rawValue: "contoso-appliances")

    @Test(arguments: try BrokenFile.all())
    func `a broken file is refused where it is broken`(row: BrokenFile) {
        let error = #expect(throws: RegistryError.self) { try Registry.reading(own: row.files) }
        let complaint = error?.complaints.first { $0.file == row.file }
        #expect(complaint?.pointer?.description == row.place, "\(error.map { "\($0)" } ?? "")")
        #expect(complaint?.reason.hasPrefix(row.reason) == true, "\(complaint?.reason ?? "")")
        #expect(complaint?.position != nil)
        #expect(error?.complaints.allSatisfy { $0.file == row.file } == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func `the files are right before they are broken`() throws {
        let files = try BrokenFile.rightFiles()
        #expect(files.count == 8)
        let registry = try Registry.reading(own: files)
        #expect(registry.offerTypes.types.count == (try OfferTypeRegistry.builtIn()).types.count + 1)
    }

    @Test func `own types stand beside the others, with modules, words and steps`() throws {
        let registry = try Registry.reading(own: RegistryFile.all(inDirectory: Self.examples))
        let builtIn = try OfferTypeRegistry.builtIn().types.map(\.id.rawValue)
        #expect(registry.offerTypes.types.map(\.id.rawValue) == (builtIn + ["contoso-appliances"]).sorted())
        #expect(registry.workflows[Self.appliances].id == "contoso")
        #expect(registry.workflows[OfferTypeID(rawValue: "microsoft-azure-saas")].id == "saas")

        let type = try #require(registry.offerTypes[Self.appliances])
        #expect(type.fields.map(\.key).contains("definition.displayText"))
        let split = try Split(#"{"offer":{"contoso-appliances.serviceKey":"s"},"plans":[]}"#, of: type)
        #expect(split.text == #"{"offer":{},"plans":[]}"#)
    }

    @Test(arguments: [
        ("8", "rugged", "/definition/plans/0: A rugged appliance needs a data sheet."),
        ("43", "plain", "/definition/plans/0/contoso-appliances.rackUnits"),
        ("8", "golden", "/definition/plans/0/contoso-appliances.finish"),
    ])
    func `own rules are held against a document`(units: String, finish: String, finding: String) throws {
        let registry = try Registry.reading(own: RegistryFile.all(inDirectory: Self.examples))
        let type = try #require(registry.offerTypes[Self.appliances])
        func findings(_ units: String, _ finish: String) throws -> [String] {
            let plan =
                #"{"planId":"a","contoso-appliances.rackUnits":\#(units),"contoso-appliances.finish":"\#(finish)"}"#
            let offer = #"{"contoso-appliances.title":"Rack"}"#
            let document = try JSONDocument(
                parsing: Array(#"{"displayText":"A","offer":\#(offer),"plans":[\#(plan)]}"#.utf8)
            )
            return type.findings(
                in: ValidatedDocument(document.root, secrets: []),
                live: nil,
                at: Timestamp(secondsSince1970: 0)
            )
            .all.map { "\($0.place): \($0.message)" }
        }
        #expect(try findings("8", "plain") == [])
        let found = try findings(units, finish)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(finding) == true, "\(found)")
    }

    @Test func `words are added to the sets that are there`() throws {
        let region = #"{"format":1,"kind":"regions","regions":[{"region":"X1","name":"Plant"}]}"#
        let field =
            #"{"key":"x-y.where","level":"offer","type":"string","required":"no","secret":false,"evidence":"V","#
        let type =
            #"{"format":1,"kind":"type","id":"x","displayName":"X","version":1,"fields":["#
            + field + #""rule":{"kind":"string","set":"regions","required":"never"}}]}"#
        let registry = try Registry.reading(own: [
            RegistryFile("r.json", Array(region.utf8)), RegistryFile("x.json", Array(type.utf8)),
        ])
        let read = try #require(registry.offerTypes[OfferTypeID(rawValue: "x")])
        for (word, count) in [("X1", 0), ("DE", 0), ("X2", 1)] {
            let document = try JSONDocument(parsing: Array(#"{"offer":{"x-y.where":"\#(word)"}}"#.utf8))
            let findings = read.findings(
                in: ValidatedDocument(document.root, secrets: []),
                live: nil,
                at: Timestamp(secondsSince1970: 0)
            )
            #expect(findings.all.count == count, "\(word)")
        }
    }

    @Test func `without own files it is what comes with the server`() throws {
        let registry = try Registry.reading(own: [])
        #expect(registry.offerTypes.types.map(\.id) == (try OfferTypeRegistry.builtIn()).types.map(\.id))
        #expect(registry.workflows.all.map(\.id) == (try Workflows.builtIn()).all.map(\.id))
    }
}

// MARK: - What is said

extension OwnFileTests {
    @Test func `all that is wrong is said at once, each with its line`() {
        let text = """
            {
              "format": 1, "kind": "type", "id": "x", "displayNam": "X",
              "version": 0,
              "fields": [
                {"key": "a", "level": "offers", "type": "string", "required": "no", "secret": false, "evidence": "V"},
                {"key": "é", "level": "offer", "type": "string", "required": "no", "secret": false, "evidence": "V",
                  "rule": {"kind": "string", "maxLenght": 3, "required": "never"}}
              ]
            }
            """
        let check = OfferTypeCheck([RegistryFile("x.json", Array(text.utf8)), RegistryFile("y.json", [])])
        #expect(!check.isGood)
        #expect(
            check.lines == [
                "x.json:2:43: /displayNam: There is no such member. Did you mean 'displayName'?",
                "x.json:1:1: The member 'displayName' is missing.",
                "x.json:3:14: /version: Write an integer from 1.",
                "x.json:5:27: /fields/0/level: Write one of offer, plan, definition, root. Did you mean 'offer'?",
                "x.json:7:34: /fields/1/rule/maxLenght: There is no such member. Did you mean 'maxLength'?",
                "y.json:1:1: This is not JSON: the text is empty; send one JSON value.",
            ]
        )
    }

    @Test func `the hundred first complaints are shown`() {
        let fields = Array(repeating: "{}", count: 250).joined(separator: ",")
        let text = #"{"format":1,"kind":"module","id":"x","displayName":"X","version":1,"fields":[\#(fields)]}"#
        let lines = OfferTypeCheck([RegistryFile("x.json", Array(text.utf8))]).lines
        #expect(lines.count == 101)
        #expect(lines.last == "… and 150 more.")
    }

    @Test func `a check says what good files define`() throws {
        let check = OfferTypeCheck(try BrokenFile.rightFiles())
        #expect(check.isGood)
        #expect(
            check.lines == [
                """
                type.json: type 'contoso-appliances' version 1: 28 fields (8 of its own), 17 with a rule, 1 secret, \
                2 sets of fields, plan rules, workflow 'contoso'
                """,
                "module.json: module 'contoso-common' version 1, 1 field",
                "sets.json: 1 set of words: contosoFinishes",
                "workflows.json: 1 workflow: contoso",
                "regions.json: 1 region",
                "cores.json: 1 core size",
                "currencies.json: 1 currency",
                "categories.json: 1 taxonomy",
            ]
        )
    }

    @Test func `the examples are good, and the page shows one of them whole`() throws {
        let files = try RegistryFile.all(inDirectory: Self.examples)
        #expect(files.count == 3)
        #expect(OfferTypeCheck(files).isGood)
        let page = try String(contentsOf: Self.root.appending(path: "docs/offer-types.md"), encoding: .utf8)
        let example = try String(contentsOfFile: Self.examples + "/contoso-appliances.json", encoding: .utf8)
        #expect(page.contains("```json\n\(example)```"))
    }
}
