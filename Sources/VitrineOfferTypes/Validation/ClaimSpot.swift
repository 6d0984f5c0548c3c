package import ExactJSON
package import VitrineCore

/// A place in a definition with a value that no other offer of the publisher may be published with.
package struct ClaimSpot: Sendable {
    /// Binding where a finding about it is an error.
    package let claim: OfferClaim

    /// The place in the definition.
    let pointer: JSONPointer
    let text: String

    /// What is found where `holder` is another offer that holds the claim.
    package func finding(heldBy holder: OfferID) -> Finding {
        let message =
            "\(text.quoted) is what the offer '\(holder)' is published with; no two offers of a publisher share it."
        return Finding(.taken, claim.isBinding ? .error : .warning, at: pointer, message)
    }
}

extension OfferType {
    /// What a definition claims, in the order of the type's fields.
    package func claims(in root: JSONValue) -> [ClaimSpot] {
        let document = ValidatedDocument(root, secrets: [])
        return fields.filter { $0.rule?.isUniqueInPublisher == true }.flatMap { field in
            document.holders(of: field.level).flatMap { holder in
                document.spots(FieldKey(field.keyInHolder).names, from: holder).compactMap { spot in
                    guard let text = spot.value?.string, !text.isEmpty else { return nil }
                    let isBinding = field.rule?.severity != .warning
                    let claim = OfferClaim(field: field.key, value: text, isBinding: isBinding)
                    return ClaimSpot(claim: claim, pointer: spot.pointer, text: text)
                }
            }
        }
    }
}

extension Findings {
    /// Adds what is found of claims that other offers hold.
    package mutating func add(_ spots: [ClaimSpot], heldBy holders: [OfferClaim: OfferID]) {
        for spot in spots {
            guard let holder = holders[spot.claim] else { continue }
            add(spot.claim.isBinding ? .error : .warning) { spot.finding(heldBy: holder) }
        }
    }
}
