/// Reads what a part leads to: `_rels/.rels`, `xl/_rels/workbook.xml.rels`.
struct RelationshipsReader: XMLPart {
    /// One of them. Its target is relative to the part.
    struct Relationship {
        /// The last word of the type, which is the same in both editions of the standard: `worksheet`.
        let kind: String
        let target: String
    }

    /// By id. No more than the limits' number of parts.
    private(set) var relationships: [String: Relationship] = [:]

    private let limits: SpreadsheetLimits

    init(limits: SpreadsheetLimits) {
        self.limits = limits
    }

    mutating func start(_ path: [String], _ attributes: [String: String]) throws(PriceFinding) {
        guard path == ["Relationships", "Relationship"], attributes["TargetMode"] != "External",
            relationships.count < limits.maximumParts,
            let id = attributes["Id"], let target = attributes["Target"],
            let kind = attributes["Type"]?.split(separator: "/").last
        else { return }
        relationships[id] = Relationship(kind: String(kind), target: target)
    }

    /// The target of the one relationship of a kind; of several, that of the first id.
    func target(of kind: String) -> String? {
        relationships.filter { $0.value.kind == kind }.min { $0.key < $1.key }?.value.target
    }
}
