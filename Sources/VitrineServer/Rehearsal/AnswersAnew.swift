import VitrineCore
import VitrineRehearsal

/// Tags, operations and GUIDs that were given now, by the numbers of the exchanges in which others were given then.
struct AnswersAnew {
    private(set) var tags: [Int64: String] = [:]
    private var locations: [Int64: String] = [:]
    private var guids: [Int64: String] = [:]

    mutating func note(_ answer: Exchange.Answer, of id: Int64) {
        tags[id] = answer.headers["ETag"]
        locations[id] = answer.headers["Operation-Location"] ?? answer.headers["Location"]
        guids[id] = answer.offerGUID?.description
    }

    /// The target that a request has now.
    func target(of replayed: ReplayRequest) -> String {
        let old = replayed.exchange
        if let location = replayed.locationOf.flatMap({ locations[$0] }), location.hasPrefix("/") { return location }
        guard let called = old.route.offer, let guid = replayed.guidOf.flatMap({ guids[$0] }) else {
            return old.request.target
        }
        return old.request.target.replacing(called, with: guid)
    }
}
