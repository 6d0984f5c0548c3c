import ExactJSON
import VitrineCore
import VitrineOfferTypes

/// What the rules of types say of offers that a scenario's seed puts into slots.
struct SeedRules: Sendable {
    let registry: OfferTypeRegistry
    let clock: any WallClock

    /// What stands against publishing a definition, with places in it; empty when nothing does, or its type isn't known.
    func obstacles(_ type: OfferTypeID, _ definition: [UInt8]) -> [String] {
        guard let type = registry[type] else { return [] }
        do {
            return type.findings(in: try Self.validated(definition, as: type), at: clock.now()).errors.map { finding in
                "\(finding.place): \(finding.message)"
            }
        } catch let refusal as Refusal {
            return [refusal.message]
        } catch {
            return ["\(error)"]
        }
    }

    private static func validated(_ definition: [UInt8], as type: OfferType) throws -> ValidatedDocument {
        let document = try JSONDocument(parsing: definition)
        let split = try type.split(document.root, of: document)
        var secrets: [JSONPointer: JSONValue] = [:]
        for secret in split.supplied {
            guard case .set(let value) = secret.value else { continue }
            secrets[secret.pointer] = try JSONDocument(parsing: value).root
        }
        return ValidatedDocument(try JSONDocument(parsing: split.text).root, secrets: secrets)
    }
}
