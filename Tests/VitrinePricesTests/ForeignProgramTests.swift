import Foundation
import Testing
import VitrinePrices
import VitrineTestKit

/// Workbooks that others wrote.
struct ForeignProgramTests {
    @Test func `what openpyxl writes is read`() throws {
        let bytes = try openpyxl([
            "name": "Prices",
            "rows": [
                ["Region", "Name", "Currency", "sharedcore", "1core", "16core"],
                ["US", "United States", "USD", 0.07, 1.1, 17.6],
                ["JP", "Japan", nil, 8, nil, 1929],
                ["CI", "Côte d'Ivoire", "USD", 0.29, 1, 1_000],
            ],
        ])
        #expect(
            try PriceSpreadsheet(bytes).summary == [
                "CI sharedcore 0.29 USD", "CI 1core 1 USD", "CI 16core 1000 USD", "JP sharedcore 8 JPY",
                "JP 16core 1929 JPY",
                "US sharedcore 0.07 USD", "US 1core 1.1 USD", "US 16core 17.6 USD",
            ]
        )
    }

    @Test func `what is wrong in a workbook of openpyxl is found`() throws {
        let bytes = try openpyxl([
            "name": "Prices",
            "rows": [["Region", "1core", "2core"], ["US", "=1+1", true], ["CH", "1.5", 1.555], ["DE", 1, 2]],
            "merge": ["B4:C4"],
        ])
        #expect(
            try PriceSpreadsheet.findings(in: bytes) == [
                "Prices!B4 MergedCells", "Prices!B2 Formula", "Prices!C2 NotANumber", "Prices!B3 NotANumber",
                "Prices!C3 TooManyDecimals",
            ]
        )
    }

    @Test func `what LibreOffice writes is read`() async throws {
        let sheet = try await PriceSpreadsheet(LibreOffice.priceWorkbook())
        #expect(sheet.sheet == "VM prices")
        #expect(
            sheet.summary == [
                "CH sharedcore 0.29 CHF", "CH 1core 1.1 CHF", "CH 4core 4.4 CHF", "JP sharedcore 8 JPY",
                "JP 4core 482 JPY",
                "US sharedcore 0.07 USD", "US 1core 1.15 USD", "US 4core 1000000.5 USD",
            ]
        )
    }

    private func openpyxl(_ sheet: [String: Any?]) throws -> [UInt8] {
        let input = try JSONSerialization.data(withJSONObject: ["sheets": [sheet.mapValues { $0 ?? NSNull() }]])
        return try Python.run("workbook.py", input: Array(input))
    }
}
