import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import VitrineCore

/// One state of an offer, ready to send: a tag, the headers that go with it, and the body.
struct Representation: Sendable {
    let tag: EntityTag
    let headers: HTTPFields
    let body: ByteBuffer

    /// Until when it is what is shown though nothing changes; `nil`: for ever.
    let until: Timestamp?

    init(_ snapshot: OfferSnapshot, until: Timestamp? = nil) {
        self.until = until
        tag = snapshot.entityTag
        body = ByteBuffer(bytes: OfferRendering.body(snapshot))
        var headers: HTTPFields = [:]
        headers[.contentType] = Response.jsonContentType
        headers[.eTag] = tag.description
        headers[.offerGUID] = snapshot.offer.guid.description
        if !snapshot.secretFields.isEmpty { headers[.secretFieldsSet] = snapshot.secretFields }
        self.headers = headers
    }

    /// The whole as an answer.
    var response: Response {
        Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    /// The answer to a read with these request headers: 304 for who has it already. Who has one whose URLs expire may have
    /// had it for long, and gets it anew.
    func response(to requestHeaders: HTTPFields) -> Response {
        guard until == nil, EntityTagHeaders.isUnchanged(requestHeaders, tag) else { return response }
        return .empty(.notModified, headers: [.eTag: tag.description])
    }
}
