import Foundation
import VitrinePrices

/// Files beside the tests.
enum Fixtures {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    static func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
    }

    /// A file of the registry.
    static func registry(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: folder.appending(path: "../../Sources/VitrineOfferTypes/Resources/\(name)")))
    }

    static func script(_ name: String) -> String {
        folder.appending(path: "Scripts/\(name)").path
    }
}

extension RegionTable {
    private static let read = Result {
        try RegionTable(reading: Fixtures.registry("regions.json"), file: "regions.json")
    }

    /// The portal's 142 regions.
    static func fixture() throws -> RegionTable { try read.get() }
}

extension CurrencyTable {
    private static let read = Result { try CurrencyTable(reading: Fixtures.bytes("rates.json"), file: "rates.json") }

    /// A rate for every currency that a region has; made up, and near those of the day.
    static func fixture() throws -> CurrencyTable { try read.get() }
}

extension PriceSpreadsheet {
    /// Reads a workbook with the fixtures' tables.
    init(
        _ bytes: [UInt8],
        of scheme: CurrencyScheme = .simplified,
        limits: SpreadsheetLimits = .standard
    ) throws {
        try self.init(reading: bytes, of: scheme, regions: .fixture(), currencies: .fixture(), limits: limits)
    }

    /// What is found wrong with a workbook, as `Prices!C7 NegativePrice`; nothing when it can be read.
    static func findings(in bytes: [UInt8], limits: SpreadsheetLimits = .standard) throws -> [String] {
        do {
            _ = try PriceSpreadsheet(bytes, limits: limits)
            return []
        } catch let findings as PriceFindings {
            return findings.summary
        }
    }

    /// Amounts as `US 4core 1.5`, in order.
    var summary: [String] {
        prices.byRegion.sorted { $0.key < $1.key }.flatMap { code, prices in
            prices.amounts.sorted { $0.key < $1.key }.map { "\(code) \($0.key) \($0.value) \(prices.currency)" }
        }
    }
}

extension PriceFindings {
    var summary: [String] { all.map { "\($0.place) \($0.code.rawValue)" } }
}
