import ExactJSON
import HTTPTypes
import Hummingbird
import HummingbirdCore
import VitrineCatalog
import VitrineCore

/// Who changed an offer, and what. Ours: the contract has none of it.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/publishers/{publisher}/offers/{offer}/changes` | reader | the log of changes, newest first, a page at a time |
struct ChangeRoutes: Sendable {
    let catalog: Catalog

    private static let changes: PathPattern = "/api/publishers/{publisher}/offers/{offer}/changes"

    var endpoints: [Endpoint] {
        [
            .member(.reader, .get, Self.changes) { call, permit in
                let top = try PageQuestion(usual: 100, largest: Catalog.largestLogPage).top(call.query)
                let before = try Self.before(call.query["$skiptoken"])
                let id = try call.offerID()
                let page = try await catalog.changes(of: id, before: before, limit: top, by: permit)
                var response = Response.json(page.map(ChangeRendering.entry).jsonArray)
                // Entries are numbered without gaps, down to 1.
                if page.count == top, let last = page.last, last.number > 1 {
                    response.headers[.link] = Self.next(after: last, top: top)
                }
                return response
            }
        ]
    }

    private static func before(_ token: String?) throws(Refusal) -> Int64? {
        guard let token else { return nil }
        guard let number = Int64(token), number > 0 else {
            throw Refusal(
                .badRequest,
                "$skiptoken is not one that this server gave. Follow the Link of the page before."
            )
        }
        return number
    }

    private static func next(after last: LoggedChange, top: Int) -> String {
        let path = "/api/publishers/\(last.change.publisher)/offers/\(last.change.offer)/changes"
        return PageQuestion.nextLink(path, top: top, token: "\(last.number)")
    }
}

/// An entry of the log as the wire has it.
enum ChangeRendering {
    static func entry(_ entry: LoggedChange) -> [UInt8] {
        let change = entry.change
        var writer = JSONWriter(reservingCapacity: 512)
        writer.beginObject()
        writer.member("number", entry.number)
        writer.member("time", change.time.description)
        writer.member("actor", change.actor)
        writer.member("action", change.action.rawValue)
        writer.member("publisherId", change.publisher.text)
        writer.member("offerId", change.offer.text)
        writer.member("version", change.version)
        if let tag = change.tagBefore { writer.member("eTagBefore", tag.description) }
        if let tag = change.tagAfter { writer.member("eTagAfter", tag.description) }
        if let operation = change.operation { writer.member("operationId", operation.description) }
        writer.name("changedMembers")
        writer.beginArray()
        for path in change.members.paths { writer.string("/definition" + path) }
        writer.endArray()
        if change.members.isCut { writer.member("hasMoreChangedMembers", true) }
        writer.endObject()
        return writer.bytes
    }
}
