import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes
import VitrineTestKit

/// What stands against publishing a virtual machine offer: one change of a good document, one finding.
struct ValidationTests {
    private static let now = Timestamp.fixture
    private static let market = "microsoft-azure-marketplace."
    private static let machine = "microsoft-azure-virtualmachines."

    @Test func `a document with all that is needed has no finding`() throws {
        #expect(try Self.findings(SampleOffer.definition()).all == [])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let finding: String

        init(_ old: String, _ new: String, _ finding: String) {
            self.old = old
            self.new = new
            self.finding = finding
        }

        var testDescription: String { "\(old) to \(new)" }
    }

    @Test(arguments: [
        Row(#".title":"Contoso""#, #".title":"""#, "Required error /offer/microsoft-azure-marketplace.title"),
        Row(#".title":"Contoso""#, #".title":7"#, "WrongKind error /offer/microsoft-azure-marketplace.title"),
        Row(
            "A machine to try things with",
            String(repeating: "x", count: 257),
            "TooLong error /offer/microsoft-azure-marketplace.longSummary"
        ),
        Row(
            "https://contoso.example/privacy",
            "contoso.example/privacy",
            "NotAURL error /offer/microsoft-azure-marketplace.privacyURL"
        ),
        Row("jo@contoso.example", "jo", "NotAnEmail error /offer/microsoft-azure-marketplace.engineeringContactEmail"),
        Row(
            "d2b43582-c056-4b5a-a992-7230ffa51e8d",
            "nobody",
            "NotAGuid error /offer/microsoft-azure-marketplace.allowedSubscriptions/0"
        ),
        Row(
            #"["d2b43582-c056-4b5a-a992-7230ffa51e8d"]"#,
            "[]",
            "Required error /offer/microsoft-azure-marketplace.allowedSubscriptions"
        ),
        Row(
            #""categoryL1":"compute""#,
            #""categoryL1":"cookery""#,
            "NotOneOf warning /offer/microsoft-azure-marketplace.categoryMap/0/categoryL1"
        ),
        Row(
            #"["PublicAzure"]"#,
            #"["Moon"]"#,
            "NotOneOf error /plans/0/microsoft-azure-virtualmachines.cloudAvailability/0"
        ),
        Row(#"["US"]"#, "[]", "Incomplete error /plans/0"),
        Row(#"["US"]"#, #"["XX"]"#, "NotOneOf error /plans/0/regions/0"),
        Row(#""isByol":true"#, #""isByol":false"#, "Incomplete error /plans/0"),
        Row(#""planId":"a""#, #""planId":"a-""#, "WrongForm warning /plans/0/planId"),
        Row(#""planId":"a","#, "", "Required error /plans/0/planId"),
        Row(#""1.0.0""#, #""one""#, "UnknownKey error /plans/0/microsoft-azure-virtualmachines.vmImages/one"),
    ])
    func `a change for the worse is found where it is`(row: Row) throws {
        #expect(SampleOffer.definition().contains(row.old))
        let found = try Self.findings(SampleOffer.definition().replacing(row.old, with: row.new))
        #expect(found.all.map(Self.words) == [row.finding], "\(found.all)")
        #expect(found.all.allSatisfy { !$0.message.isEmpty })
    }

    @Test(arguments: [
        ("?sv=", "#sv=", "SasIncomplete error"), ("sp=rl", "sp=r", "SasRights error"),
        ("sp=rl", "sp=rlwd", "SasRights warning"), ("sr=c", "sr=b", "SasScope warning"),
        ("&sig=s", "", "SasIncomplete error"), ("se=2099-01-01T00:00:00Z", "se=2099-01-01", "SasDates error"),
        ("se=2099-01-01T00:00:00Z", "se=2024-05-01T09:59:59Z", "SasExpired error"),
        ("se=2099-01-01T00:00:00Z", "se=2024-05-20T00:00:00Z", "SasDates warning"),
        ("st=2018-01-01T00:00:00Z", "st=2025-01-01T00:00:00Z", "SasDates warning"),
        ("/vm.vhd", "/vm.iso", "SasPath error"), ("/images/vm.vhd", "/vm.vhd", "SasPath error"),
        ("https://contoso.blob", "ftp://contoso.blob", "NotAURL error"),
    ])
    func `the rules for signed URLs of disks`(old: String, new: String, finding: String) throws {
        let found = try Self.findings(SampleOffer.definition().replacing(old, with: new))
        let place = "/plans/0/microsoft-azure-virtualmachines.vmImages/1.0.0/osVhdUrl"
        #expect(found.all.map(Self.words) == ["\(finding) \(place)"], "\(found.all)")
    }

    @Test func `plans are told apart without case, and there is one at least`() throws {
        let twice = try Self.findings(SampleOffer.definition(plans: ["a", "b", "A"]))
        #expect(twice.errors.map(Self.words) == ["NotUnique error /plans/2/planId"])
        let none = try Self.findings(SampleOffer.definition(plans: []))
        #expect(none.errors.map(Self.words).contains("TooFew error /plans"))
    }

    @Test func `a secret counts as given when it is set`() throws {
        let key = "\(Self.market)tableLeadConfiguration"
        let text = SampleOffer.definition(offer: #""\#(Self.market)leadDestination":"AzureTable","#)
        let without = try Self.findings(text)
        #expect(without.all.contains { $0.message.contains("connectionString") }, "\(without.all)")
        let place = JSONPointer(tokens: ["offer", key, "connectionString"])
        #expect(try !Self.findings(text, secrets: [place]).all.contains { $0.message.contains("connectionString") })
    }

    @Test(arguments: [
        (#""DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=c2VjcmV0""#, ""),
        (#""DefaultEndpointsProtocol=https;AccountName=CANARY;AccountKey=c2VjcmV0""#, "WrongForm warning"),
        (#"{"CANARY":1}"#, "WrongKind warning"), ("[\"CANARY\"]", "WrongKind warning"),
    ])
    func `a secret is held against its rule, and no finding says what it is`(value: String, finding: String) throws {
        let text = SampleOffer.definition(offer: #""\#(Self.market)leadDestination":"AzureTable","#)
        let place = JSONPointer(tokens: ["offer", "\(Self.market)tableLeadConfiguration", "connectionString"])
        let found = try Self.findings(text, values: [place: try JSONDocument(parsing: Array(value.utf8)).root]).all
        #expect(found.map { "\($0.code.rawValue) \($0.level.rawValue)" } == (finding.isEmpty ? [] : [finding]))
        #expect(found.allSatisfy { $0.pointer == place && !$0.message.contains("CANARY") }, "\(found)")
    }

    @Test func `what no other offer may be published with is claimed, wherever it stands`() throws {
        let type = try #require(try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: "microsoft-azure-container")])
        let repository = #""microsoft-azure-container.imageRepository":{"repositoryName":"Web"}"#
        let text = #"{"offer":{"\#(Self.market)offerMarketingUrlIdentifier":"a"},"plans":[{},{\#(repository)}]}"#
        let claims = type.claims(in: try JSONDocument(parsing: Array(text.utf8)).root)
        #expect(claims.map(\.claim.value) == ["web", "a"])
        // Both rows are assumed of this type.
        #expect(claims.allSatisfy { !$0.claim.isBinding })
        let taken = claims.map { $0.finding(heldBy: OfferID(stored: "other")) }
        #expect(
            taken.map(Self.words) == [
                "Taken warning /plans/1/microsoft-azure-container.imageRepository/repositoryName",
                "Taken warning /offer/\(Self.market)offerMarketingUrlIdentifier",
            ]
        )
    }

    @Test func `unknown members give no finding`() throws {
        let text = SampleOffer.definition(offer: #""who.knows":{"a":[1,"",null]},"x":"","#)
        #expect(try Self.findings(text).all == [])
    }

    @Test(arguments: [
        (
            #""isByol":true"#, #""isByol":false,"coreMultiplier":{"currency":"USD","single":1}"#,
            "ChangedAfterLive error"
        ),
        ("images/vm.vhd?sv=2018-03-28", "images/vm.vhd?sv=2019-02-02", ""),
        ("images/vm.vhd", "images/other.vhd", "ChangedAfterLive error"),
    ])
    func `what is live can't be changed, but for signatures`(old: String, new: String, finding: String) throws {
        let live = SampleOffer.definition()
        let found = try Self.findings(live.replacing(old, with: new), live: live)
        #expect(
            found.errors.map { "\($0.code.rawValue) \($0.level.rawValue)" } == (finding.isEmpty ? [] : [finding]),
            "\(found.all)"
        )
        #expect(try Self.findings(live, live: live).all == [])
    }

    @Test(arguments: [
        ("0.9.9", "[]", "ChangedAfterLive warning"), ("1.0.10", "[]", ""), ("1.0.10", "[{}]", "ChangedAfterLive error"),
    ])
    func `a version that is added is higher than what is live, and has as many disks`(
        version: String,
        disks: String,
        finding: String
    ) throws {
        let live = SampleOffer.definition()
        let added = #""\#(version)":{"osVhdUrl":"\#(SampleOffer.disk)","lunVhdDetails":\#(disks)},"1.0.0":"#
        let found = try Self.findings(live.replacing(#""1.0.0":"#, with: added), live: live)
        let changes = found.all.filter { $0.code == .changedAfterLive }
        #expect(changes.map { "\($0.code.rawValue) \($0.level.rawValue)" } == (finding.isEmpty ? [] : [finding]))
        #expect(changes.allSatisfy { $0.pointer.tokens.last == version })
    }

    @Test func `very many findings are counted, and the errors among them kept`() throws {
        let plans = (0..<1_200).map { "plan-\($0)-" }
        let text = SampleOffer.definition(plans: plans).replacing(#".title":"Contoso","#, with: #".title":7,"#)
        let found = try Self.findings(text)
        #expect(found.count > 1_200)
        #expect(found.all.count == Findings.maximumCount)
        #expect(found.errors.map(\.code) == [.wrongKind])
    }

    /// Nothing that a document may hold makes it fail.
    @Test(arguments: try OfferTypeRegistry.builtIn().types.map(\.id.rawValue))
    func `an empty document of any type has findings, and each says where and what`(type: String) throws {
        for text in ["{}", #"{"offer":{},"plans":[]}"#, #"{"offer":{},"plans":[{}]}"#] {
            let found = try Self.findings(text, type: type)
            #expect(found.all.allSatisfy { !$0.message.isEmpty && !$0.message.contains("Optional(") })
            #expect(type == "vs-marketplace-extensions" || !found.all.isEmpty)
        }
    }

    private static func words(_ finding: Finding) -> String {
        "\(finding.code.rawValue) \(finding.level.rawValue) \(finding.pointer)"
    }

    private static func findings(
        _ text: String,
        type: String = "microsoft-azure-virtualmachines",
        secrets: [JSONPointer] = [],
        values: [JSONPointer: JSONValue]? = nil,
        live: String? = nil
    ) throws -> Findings {
        let type = try #require(try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: type)])
        func document(_ text: String) throws -> ValidatedDocument {
            let root = try JSONDocument(parsing: Array(text.utf8)).root
            return values.map { ValidatedDocument(root, secrets: $0) } ?? ValidatedDocument(root, secrets: secrets)
        }
        return type.findings(in: try document(text), live: try live.map(document), at: now)
    }
}
