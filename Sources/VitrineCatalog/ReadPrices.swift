import ExactJSON
package import VitrineCore
package import VitrineOfferTypes

extension Catalog {
    /// What the plans of one state of an offer cost, in the order of the plans; nothing where its type has no prices.
    ///
    /// - Throws: What ``retrieve(_:_:by:)`` throws.
    package func prices(_ id: OfferID, _ selector: OfferSelector, by permit: Permit) async throws -> [PlanPrices] {
        let snapshot = try await retrieve(id, selector, by: permit)
        guard let type = registry[snapshot.offer.type], let book = registry.prices else { return [] }
        let limits = JSONLimits(maximumBytes: Int.max)
        let root = try JSONDocument(parsing: snapshot.definition, limits: limits).root
        return type.prices(in: root, artifacts: snapshot.artifacts, by: book)
    }
}
