import ExactJSON
package import VitrineCore
package import VitrineOfferTypes

extension Catalog {
    /// What would stand against publishing the offer if `body`, that of a PUT, were its draft. Changes nothing.
    ///
    /// Secrets count as given when the body has them, or when they are stored and the body doesn't clear them.
    ///
    /// - Throws: ``Refusal`` with code `badRequest`, as ``put(_:as:if:by:)`` does for a body that can't be understood.
    package func validate(_ body: [UInt8], as id: OfferID, by permit: Permit) async throws -> Findings {
        let sent = try OfferDocument(parsing: body, for: permit.publisher)
        let name = OfferName(publisher: permit.publisher, offer: id)
        let type = try await type(of: sent, for: name)
        let document = try await restoringArtifacts(of: sent, as: type, for: name)
        let definition = try type.split(document.definition, of: document.document)
        let limits = JSONLimits(maximumBytes: Int.max)
        let root = try JSONDocument(parsing: definition.text, limits: limits).root
        let secrets = try await secrets(after: definition, of: name).compactMap { definition.pointer(of: $0) }
        let live = try await live(name)
        return await type.findingsAside(in: ValidatedDocument(root, secrets: secrets), live: live, at: clock.now())
    }

    /// The secrets that would be set after a PUT of `definition`.
    private func secrets(after definition: SplitDefinition, of name: OfferName) async throws -> Set<SecretPath> {
        let (_, stored) = try await offers.change(name) { stored in
            (.keep, stored?.content.secrets.map(\.path) ?? [])
        }
        var paths = Set(stored)
        for secret in definition.supplied {
            switch secret.value {
            case .keep: continue
            case .clear: paths.remove(secret.path)
            case .clearBelow: paths = paths.filter { $0 != secret.path && !$0.isBelow(secret.path) }
            case .set: paths.insert(secret.path)
            }
        }
        return paths
    }

    private func live(_ name: OfferName) async throws -> ValidatedDocument? {
        guard case .found(let snapshot) = try await offers.offer(name, .slot(.production)) else { return nil }
        let limits = JSONLimits(maximumBytes: Int.max)
        let root = try JSONDocument(parsing: snapshot.definition, limits: limits).root
        return ValidatedDocument(root, secrets: snapshot.secretPlaces ?? [])
    }
}
