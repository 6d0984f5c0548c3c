import Testing
import VitrineCore
import VitrineOfferTypes

/// The registry holds every row of the reference, `Reference/fields.csv`, word for word.
struct ReferenceRowsTests {
    @Test func `every row of the reference is held by its type`() throws {
        let rows = try ReferenceRow.all()
        #expect(rows.count == 1_127)
        let registry = try OfferTypeRegistry.builtIn()
        for (alias, rows) in Dictionary(grouping: rows, by: \.type) {
            let id = try #require(ReferenceRow.ids[alias], "\(alias)")
            let type = try #require(registry[OfferTypeID(rawValue: id)], "\(id)")
            let held = Set(type.fields.map { "\($0.level.rawValue) \($0.key)" })
            let missing = rows.map { "\($0.level) \($0.key)" }.filter { !held.contains($0) }
            #expect(missing == [], "\(id)")
            #expect(type.fields.count == rows.count, "\(id)")
            for row in rows {
                let field = type.fields.first { $0.key == row.key && $0.level.rawValue == row.level }
                #expect(field?.evidence == row.evidence, "\(id) \(row.key)")
                #expect(field?.required == row.required, "\(id) \(row.key)")
                #expect(field?.limits == row.limits, "\(id) \(row.key)")
            }
        }
    }

    /// What is called secret in the reference is secret here.
    @Test func `every secret of the reference is one`() throws {
        let registry = try OfferTypeRegistry.builtIn()
        for row in try ReferenceRow.all() where row.secret == "yes" {
            let type = registry[OfferTypeID(rawValue: ReferenceRow.ids[row.type] ?? "")]
            #expect(type?.fields.first { $0.key == row.key }?.isSecret == true, "\(row.type) \(row.key)")
        }
    }
}
