import ExactJSON
import Foundation
import Testing
import VitrineCore
import VitrineOfferTypes
import VitrineTestKit

/// What a publish says of the documents in `Samples`, which deployed clients exchange.
struct SampleDocumentTests {
    /// What each has wrong: places where its author left a word for a value, and what a publisher of today has and it hasn't.
    private static let goldens: [(String, [String])] = [
        (
            "virtualmachine-offer.put.json",
            [
                "Required error /plans/0/microsoft-azure-virtualmachines.vmImages/1.0.1/osVhdUrl",
                "NotOneOf warning /offer/microsoft-azure-marketplace.categoryMap/0/categoryL1",
            ]
        ),
        (
            "corevm-offer.get.json",
            [
                "Required warning /plans/0/microsoft-azure-corevm.skuDescriptionPublicAzure",
                "Required warning /plans/0/microsoft-azure-corevm.skuDescriptionFairfax",
                "Required warning /plans/0/microsoft-azure-corevm.skuDescriptionMooncake",
                "NotAURL error /plans/0/microsoft-azure-corevm.vmImagesPublicAzure/2018.1.1/osVhdUrl",
                "NotAURL warning /plans/0/microsoft-azure-corevm.usefulLinksFairfax/0/linkUrl",
                "NotAURL error /plans/0/microsoft-azure-corevm.smallLogo",
                "NotAURL error /plans/0/microsoft-azure-corevm.mediumLogo",
                "NotAURL error /plans/0/microsoft-azure-corevm.largeLogo",
                "NotAURL error /plans/0/microsoft-azure-corevm.wideLogo",
                "NotAURL error /plans/0/microsoft-azure-corevm.privacyURL",
                "NotAURL error /plans/0/microsoft-azure-corevm.termsOfUseURL",
                "WrongForm warning /plans/0/planId",
            ]
        ),
        (
            "azure-application-offer.put.json",
            [
                "NotAGuid error /plans/0/microsoft-azure-applications.package/1.0.0/packageVersion/tenantId",
                "NotAGuid warning /plans/0/microsoft-azure-applications.package/1.0.0/authorizations/0/principalId",
                "Required warning /offer/microsoft-azure-marketplace.mediumLogo",
                "Required warning /offer/microsoft-azure-marketplace.largeLogo",
                "Required warning /offer/microsoft-azure-marketplace.wideLogo",
                "Required error /offer/microsoft-azure-marketplace.engineeringContactName",
                "Required error /offer/microsoft-azure-marketplace.engineeringContactEmail",
                "Required error /offer/microsoft-azure-marketplace.engineeringContactPhone",
                "Required error /offer/microsoft-azure-marketplace.supportContactName",
                "Required error /offer/microsoft-azure-marketplace.supportContactEmail",
                "Required error /offer/microsoft-azure-marketplace.supportContactPhone",
            ]
        ),
        (
            "core-multiplier.json",
            [
                "Required warning /plans/0/virtualMachinePricing/isByol",
                "Required warning /plans/0/virtualMachinePricing/freeTrialDurationInMonths",
            ]
        ),
    ]

    @Test(arguments: goldens)
    func `a sample has these findings, each at a field of the reference`(name: String, golden: [String]) throws {
        let found = try Self.findings(in: name)
        #expect(found.map { "\($0.code.rawValue) \($0.level.rawValue) \($0.pointer)" } == golden, "\(found)")
        let keys = try Set(ReferenceRow.all().map { $0.level + " " + $0.key })
        for finding in found {
            #expect(Self.isField(finding.pointer, keys), "\(finding)")
            #expect(finding.message.hasSuffix("."))
        }
    }

    /// Whether a place, or one around it, is a field of the reference.
    private static func isField(_ pointer: JSONPointer, _ keys: Set<String>) -> Bool {
        let level = pointer.tokens.first == "offer" ? "offer" : pointer.tokens.first == "plans" ? "plan" : "definition"
        let names = pointer.tokens.dropFirst(level == "offer" ? 1 : level == "plan" ? 2 : 0)
        guard !names.isEmpty else { return false }
        return (1...names.count).contains { count in
            let path = Array(names.prefix(count))
            // The name of a version is any name.
            let plain = path.joined(separator: "."), any = path.enumerated().map { $0 == 1 ? "*" : $1 }
            return keys.contains("\(level) \(plain)") || keys.contains("\(level) \(any.joined(separator: "."))")
                || keys.contains("definition definition.\(plain)")
        }
    }

    private static func findings(in name: String) throws -> [Finding] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples/\(name)")
        var document = try JSONDocument(parsing: Array(Data(contentsOf: file)))
        if let prices = document.root["virtualMachinePricing"] { document = try Self.offer(with: prices) }
        let id = document.root["offerTypeId"]?.string ?? "microsoft-azure-virtualmachines"
        let type = try #require(try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: id)])
        let definition = try #require(document.root["definition"])
        return type.findings(in: ValidatedDocument(definition, secrets: []), at: .fixture).all
    }

    /// A good offer that has these prices.
    private static func offer(with prices: JSONValue) throws -> JSONDocument {
        let own = #""virtualMachinePricing":{"isByol":true,"freeTrialDurationInMonths":0}"#
        let text = SampleOffer.body()
        #expect(text.contains(own))
        let new = #""virtualMachinePricing":\#(String(decoding: prices.text, as: UTF8.self))"#
        return try JSONDocument(parsing: Array(text.replacing(own, with: new).utf8))
    }
}
