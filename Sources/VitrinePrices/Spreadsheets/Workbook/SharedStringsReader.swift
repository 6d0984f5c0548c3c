/// Reads the texts that cells refer to by number: `xl/sharedStrings.xml`.
struct SharedStringsReader: XMLPart {
    private(set) var strings: [String] = []
    private var string: BoundedText
    private let part: PartName
    private let limits: SpreadsheetLimits

    init(part: PartName, limits: SpreadsheetLimits) {
        self.part = part
        self.limits = limits
        string = BoundedText(limit: limits.maximumTextBytes)
    }

    mutating func start(_ path: [String], _ attributes: [String: String]) throws(PriceFinding) {
        guard path == ["sst", "si"] else { return }
        string = BoundedText(limit: limits.maximumTextBytes)
    }

    /// Plain text, or runs of formatted text; not the hints on how to pronounce them, which stand beside.
    mutating func text(_ text: String, in path: [String]) {
        guard path == ["sst", "si", "t"] || path == ["sst", "si", "r", "t"] else { return }
        string.append(text)
    }

    mutating func end(_ path: [String]) throws(PriceFinding) {
        guard path == ["sst", "si"] else { return }
        guard strings.count < limits.maximumSharedStrings else {
            let message = "The workbook has more than \(limits.maximumSharedStrings) texts. Keep only the prices in it."
            throw PriceFinding(.tooManySharedStrings, at: .part(part.text), message)
        }
        strings.append(string.text)
    }
}
