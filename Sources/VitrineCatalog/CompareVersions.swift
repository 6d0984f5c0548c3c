import Dispatch
package import ExactJSON
package import VitrineCore

extension Catalog {
    /// What would make the definition that `from` names into the one that `to` names, as a JSON Patch (RFC 6902) of the
    /// definition. Plans are told apart by their `planId`. Secrets are in neither, and so not in the patch.
    ///
    /// - Throws: ``Refusal``, as ``retrieve(_:_:by:)``, for `from` first.
    package func compare(
        _ id: OfferID,
        from: OfferSelector,
        to: OfferSelector,
        by permit: Permit
    ) async throws -> JSONPatch {
        let old = try await retrieve(id, from, by: permit).definition
        let new = try await retrieve(id, to, by: permit).definition
        guard old != new else { return JSONPatch(operations: []) }
        return try await Self.difference(old, new)
    }

    /// Large documents take a while: they stand in line for one thread of their own, not on those of requests.
    private static func difference(_ old: [UInt8], _ new: [UInt8]) async throws -> JSONPatch {
        try await withCheckedThrowingContinuation { continuation in
            comparing.async {
                continuation.resume(
                    with: Result {
                        let limits = JSONLimits(maximumBytes: .max)
                        return JSONPatch.difference(
                            from: try JSONDocument(parsing: old, limits: limits).root,
                            to: try JSONDocument(parsing: new, limits: limits).root,
                            identifyingItemsBy: ["planId"]
                        )
                    }
                )
            }
        }
    }

    private static let comparing = DispatchQueue(label: "vitrine.compare")
}
