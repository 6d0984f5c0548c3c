import ExactJSON
package import VitrineCore
package import VitrineOfferTypes
import VitrineVault

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
        let secrets = try await secrets(after: definition, of: name)
        let live = try await live(name)
        var findings = await type.findingsAside(
            in: ValidatedDocument(root, secrets: secrets),
            live: live,
            at: clock.now()
        )
        let spots = type.claims(in: root)
        findings.add(spots, heldBy: try await offers.holders(of: spots.map(\.claim), besides: name))
        return findings
    }

    /// The secrets that would be set after a PUT of `definition`, by their places in it.
    private func secrets(
        after definition: SplitDefinition,
        of name: OfferName
    ) async throws -> [JSONPointer: JSONValue] {
        var values = try await stored(name)
        for secret in definition.supplied {
            switch secret.value {
            case .keep: continue
            case .clear: values[secret.path] = nil
            case .clearBelow: values = values.filter { $0.key != secret.path && !$0.key.isBelow(secret.path) }
            case .set(let value): values[secret.path] = value
            }
        }
        var placed: [JSONPointer: JSONValue] = [:]
        for (path, value) in values {
            guard let pointer = definition.pointer(of: path) else { continue }
            placed[pointer] = try JSONDocument(parsing: value).root
        }
        return placed
    }

    /// The offer's secrets, opened for as long as they are looked at; none where there is no such offer.
    private func stored(_ name: OfferName) async throws -> [SecretPath: [UInt8]] {
        let sealed = try await offers.secrets(of: name, .slot(.draft))
        guard !sealed.isEmpty, case .found(let draft) = try await offers.offer(name, .slot(.draft)) else { return [:] }
        let keys = try await vault.keys(of: name.publisher)
        var values: [SecretPath: [UInt8]] = [:]
        for secret in sealed {
            values[secret.path] = try keys.open(secret.value, at: secret.path, of: draft.offer.guid)
        }
        return values
    }

    private func live(_ name: OfferName) async throws -> ValidatedDocument? {
        guard case .found(let snapshot) = try await offers.offer(name, .slot(.production)) else { return nil }
        let limits = JSONLimits(maximumBytes: Int.max)
        let root = try JSONDocument(parsing: snapshot.definition, limits: limits).root
        return ValidatedDocument(root, secrets: snapshot.secretPlaces ?? [])
    }
}
