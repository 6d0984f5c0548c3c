/// Reads which sheets a workbook has: `xl/workbook.xml`.
struct SheetListReader: XMLPart {
    struct Sheet {
        let name: String
        let relationship: String

        /// Whether someone who opens the workbook sees it.
        let isVisible: Bool
    }

    /// In the order of the tabs. No more than the limits' number of parts.
    private(set) var sheets: [Sheet] = []

    private let limits: SpreadsheetLimits

    init(limits: SpreadsheetLimits) {
        self.limits = limits
    }

    mutating func start(_ path: [String], _ attributes: [String: String]) throws(PriceFinding) {
        guard path == ["workbook", "sheets", "sheet"], sheets.count < limits.maximumParts,
            // The prefix is the file's own choice.
            let relationship = attributes.first(where: { $0.key.hasSuffix(":id") })?.value
        else { return }
        var name = BoundedText(limit: limits.maximumTextBytes)
        name.append(attributes["name"] ?? "")
        let isVisible = attributes["state"].map { $0 == "visible" } ?? true
        sheets.append(Sheet(name: name.text, relationship: relationship, isVisible: isVisible))
    }
}
