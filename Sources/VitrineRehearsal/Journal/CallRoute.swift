import VitrineCore

/// What a request is about, told by its method and path: the portal's routes without the names in them.
package struct CallRoute: Sendable, Hashable {
    package let method: String
    package let kind: Kind

    /// The path with words in braces where names stand: `/api/publishers/{publisher}/offers/{offer}`.
    package let template: String

    /// As it stands in the path; `nil` where the path has none. Names compare without case, and offers have two: see
    /// ``OfferNames``.
    package let publisher: String?
    package let offer: String?

    /// What kind of thing a path names.
    package enum Kind: String, Sendable, CaseIterable {
        /// Asking for a token.
        case token

        /// Discovery documents and keys of the sign-in service.
        case discovery
        case publishers, offerTypes

        /// The list of a publisher's offers.
        case offerList

        /// An offer itself.
        case offer

        /// A version or a slot of it.
        case offerState
        case publish, golive, cancel, status, submissions, operations

        /// Everything else.
        case other
    }

    /// The route of a request.
    package init(method: String, target: String) {
        let path = RequestPath(target)
        self.method = method.uppercased()
        publisher = path.publisher
        offer = path.offer
        (kind, template) = Self.route(path.segments)
        isValidation = path.offer != nil && path.segments.last?.asciiFolded == "validate"
    }

    /// Publisher and offer without case; `nil` of other paths.
    var offerKey: String? {
        guard let publisher, let offer else { return nil }
        return "\(publisher.asciiFolded)/\(offer.asciiFolded)"
    }

    /// Whether it asks what the rules say of an offer that it brings.
    package let isValidation: Bool

    /// Whether it is one of the portal's own routes, which want a token.
    var isPortal: Bool { kind != .token && kind != .discovery && template.hasPrefix("/api") }

    private static func route(_ segments: [String]) -> (Kind, String) {
        let folded = segments.map(\.asciiFolded)
        guard folded.first == "api" else { return signIn(folded) }
        guard folded.count > 1 else { return (.other, "/api") }
        switch folded[1] {
        case "publishers": return publishers(folded)
        case "offertypes": return (.offerTypes, folded.count > 2 ? "/api/offerTypes/{type}" : "/api/offerTypes")
        case "operations" where folded.count == 3: return (.operations, "/api/operations/{operation}")
        case "artifacts": return (.other, "/api/artifacts/{artifact}")
        default: return (.other, "/api/…")
        }
    }

    /// The sign-in service's paths begin with a tenant, and aren't long: other paths are nobody's.
    private static func signIn(_ segments: [String]) -> (Kind, String) {
        let isDiscovery = segments.contains("discovery") || segments.contains(".well-known")
        guard (2...5).contains(segments.count), isDiscovery || segments.last == "token" else {
            return (.other, segments.isEmpty ? "/" : "/…")
        }
        return (isDiscovery ? .discovery : .token, "/{tenant}/\(segments.dropFirst().joined(separator: "/"))")
    }

    private static func publishers(_ segments: [String]) -> (Kind, String) {
        let base = "/api/publishers/{publisher}"
        guard segments.count > 3 else {
            return (.publishers, segments.count == 3 ? base : "/api/publishers")
        }
        guard segments[3] == "offers" else { return (.other, base + "/…") }
        guard segments.count > 5 else {
            return segments.count == 5 ? (.offer, base + "/offers/{offer}") : (.offerList, base + "/offers")
        }
        return belowOffer(segments[5], hasMore: segments.count > 6, base + "/offers/{offer}")
    }

    private static func belowOffer(_ word: String, hasMore: Bool, _ base: String) -> (Kind, String) {
        switch word {
        case "publish", "golive", "cancel", "status", "submissions":
            (Kind(rawValue: word) ?? .other, "\(base)/\(word)")
        case "operations": (.operations, base + (hasMore ? "/operations/{operation}" : "/operations"))
        case "versions": (.offerState, base + (hasMore ? "/versions/{version}" : "/versions"))
        case "slot": (.offerState, base + "/slot/{slot}")
        default: (.other, base + "/…")
        }
    }
}
