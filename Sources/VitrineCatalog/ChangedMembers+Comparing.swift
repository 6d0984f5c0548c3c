import ExactJSON
import VitrineCore
import VitrineOfferTypes

extension ChangedMembers {
    /// What differs between a stored draft and what replaces it: members by their places, secrets by the paths in `secrets`.
    ///
    /// `sent` is the definition as it came. It is what is stored but for its secrets, and parsed already.
    init(from stored: DraftContent, to definition: SplitDefinition, sent: JSONValue, secrets: [SecretPath]) {
        let isSent = definition.text.count == sent.range.count
        if isSent, secrets.isEmpty,
            let place = ChangedPlaces(ofOneStringIn: sent, since: stored.definition, identifyingItemsBy: "planId")
        {
            self.init(paths: place.paths)
            return
        }
        let limits = JSONLimits(maximumBytes: Int.max)
        let new = isSent ? sent : try? JSONDocument(parsing: definition.text, limits: limits).root
        guard let new, let old = try? JSONDocument(parsing: stored.definition, limits: limits).root else {
            self.init(paths: [], isCut: true)
            return
        }
        let room = Self.maximumCount - min(secrets.count, Self.maximumCount)
        let places = ChangedPlaces(
            from: old,
            to: new,
            identifyingItemsBy: "planId",
            limit: room,
            maximumBytes: Self.maximumBytes
        )
        let secretPaths = secrets.prefix(Self.maximumCount).map(\.description)
        self.init(paths: secretPaths + places.paths, isCut: places.isCut || secrets.count > Self.maximumCount)
    }
}
