import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes

/// Where definitions lead to files, and how they are shown and taken back.
struct ArtifactSpotTests {
    private static let digest = String(repeating: "ab", count: 32)

    @Test(arguments: [
        (
            "microsoft-azure-virtualmachines",
            #"{"offer":{"microsoft-azure-marketplace.smallLogo":"https://a/s.png","microsoft-azure-marketplace.privacyURL":"https://a/p"},"plans":[{"microsoft-azure-virtualmachines.vmImages":{"1.0.0":{"osVhdUrl":"https://a/d.vhd","lunVhdDetails":[{"lunVhdUrl":"https://a/l.vhd"}]}},"virtualMachinePricingV2":{"spreadSheetPricing":{"uri":"https://a/x.xlsx"}},"restrictedAudience":{"uploadedCsvUri":"https://a/c.csv"}}]}"#,
            [
                "/offer/microsoft-azure-marketplace.smallLogo image",
                "/plans/0/microsoft-azure-virtualmachines.vmImages/1.0.0/osVhdUrl disk",
                "/plans/0/restrictedAudience/uploadedCsvUri audience",
                "/plans/0/virtualMachinePricingV2/spreadSheetPricing/uri prices",
            ]
        ),
        (
            "microsoft-azure-applications",
            #"{"offer":{"microsoft-azure-marketplace-testdrive.armTemplatePackage":"https://a/t.zip"},"plans":[{"microsoft-azure-applications.package":{"1.0":{"packageVersion":{"packageFile":"https://a/p.zip"}}}}]}"#,
            [
                "/offer/microsoft-azure-marketplace-testdrive.armTemplatePackage testDrive",
                "/plans/0/microsoft-azure-applications.package/1.0/packageVersion/packageFile solution",
            ]
        ),
        (
            "microsoft-azure-saas", #"{"offer":{"microsoft-azure-saas.documents":["https://a/d.pdf",7,"no URL"]}}"#,
            ["/offer/microsoft-azure-saas.documents/0 document"]
        ),
    ])
    func `each URL of a file is found, with what it leads to`(id: String, text: String, spots: [String]) throws {
        let type = try Self.type(id)
        let root = try JSONDocument(parsing: Array(text.utf8)).root
        #expect(type.artifacts(in: root).map { "\($0.pointer) \($0.purpose.rawValue)" }.sorted() == spots)
    }

    @Test(arguments: [
        #"{ "isByol": false, "spreadSheetPricing": {"uri" : "https:\/\/a/x.xlsx"} }"#,
        #"{"spreadSheetPricing":{"uri":"https://a/x.xlsx"},"more":[1.0]}"#,
    ])
    func `a workbook's prices stand in its section, and go when it is sent back`(section: String) throws {
        let type = try Self.type("microsoft-azure-virtualmachines")
        let text = #"{"offer":{ },"plans":[ {"virtualMachinePricing":\#(section)} ]}"#
        let prices = Array(#"{"US":{"1core":0.10}}"#.utf8)
        let facts = OfferArtifact.Facts(digest: Self.digest, size: 1, kind: "xlsx", evaluation: prices)
        let known = OfferArtifact(
            url: "https://a/x.xlsx",
            purpose: .legacyPrices,
            time: Timestamp(ticks: 0),
            outcome: .fetched(facts)
        )
        let shown = try type.presenting(Array(text.utf8), with: [known]) { "https://store/\($0)" }
        let document = try JSONDocument(parsing: shown)
        let pricing = try #require(document.root["plans"]?[0]?["virtualMachinePricing"])
        #expect(pricing["spreadSheetPricing"]?["uri"]?.string == "https://store/\(Self.digest)")
        #expect(pricing["regionPrices"].map { Array($0.text) } == prices)
        let edits = type.restoring(document.root, with: [known]) { $0.hasPrefix("https://store/") ? Self.digest : nil }
        let restored = try JSONDocument(parsing: document.replacing(edits)).root
        #expect(restored["plans"]?[0]?["virtualMachinePricing"]?["regionPrices"] == nil)
        let url = restored["plans"]?[0]?["virtualMachinePricing"]?["spreadSheetPricing"]?["uri"]?.string
        #expect(url == "https://a/x.xlsx")
    }

    @Test func `prices that a publisher wrote beside a workbook stay`() throws {
        let type = try Self.type("microsoft-azure-virtualmachines")
        let section = #"{"spreadSheetPricing":{"uri":"https://a/x.xlsx"},"regionPrices":{"US":{"1core":7}}}"#
        let text = #"{"plans":[{"virtualMachinePricing":\#(section)}]}"#
        let facts = OfferArtifact.Facts(digest: Self.digest, size: 1, kind: "xlsx", evaluation: Array("{}".utf8))
        let known = OfferArtifact(
            url: "https://a/x.xlsx",
            purpose: .legacyPrices,
            time: Timestamp(ticks: 0),
            outcome: .fetched(facts)
        )
        let shown = try type.presenting(Array(text.utf8), with: [known]) { "https://store/\($0)" }
        #expect(String(decoding: shown, as: UTF8.self) == text.replacing("a/x.xlsx", with: "store/\(Self.digest)"))
        let document = try JSONDocument(parsing: shown)
        let edits = type.restoring(document.root, with: [known]) { _ in Self.digest }
        #expect(document.replacing(edits) == Array(text.utf8))
    }

    private static func type(_ id: String) throws -> OfferType {
        try #require(try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: id)])
    }
}
