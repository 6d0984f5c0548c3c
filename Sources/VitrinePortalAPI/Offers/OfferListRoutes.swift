import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import VitrineCatalog
import VitrineCore

/// The list of a publisher's offers.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/publishers/{publisher}/offers` | reader | summaries, ordered by id |
struct OfferListRoutes: Sendable {
    let catalog: Catalog

    /// Offers read from the store at a time while a whole list is streamed.
    private static let streamedPage = 200

    var endpoints: [Endpoint] {
        [.member(.reader, .get, "/api/publishers/{publisher}/offers", list)]
    }

    @Sendable private func list(_ call: Call, _ permit: Permit) async throws -> Response {
        let question = try OfferListQuestion(call.query)
        guard question.isPaged else { return stream(question, permit) }
        return try await page(question, permit)
    }

    /// The whole list, page by page as the client takes it: memory stays small however long it is.
    private func stream(_ question: OfferListQuestion, _ permit: Permit) -> Response {
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "["))
            var after: OfferID?
            while true {
                let page = try await catalog.list(
                    type: question.type,
                    after: after,
                    limit: Self.streamedPage,
                    by: permit
                )
                if !page.isEmpty { try await writer.write(Self.rows(page, following: after != nil)) }
                after = page.last?.offer.id
                guard page.count == Self.streamedPage else { break }
            }
            try await writer.write(ByteBuffer(string: "]"))
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: Response.jsonContentType], body: body)
    }

    /// One page, and where the next one is. One more row than asked for is read, to know whether there is a next one.
    private func page(_ question: OfferListQuestion, _ permit: Permit) async throws -> Response {
        let limit = question.top ?? Catalog.largestPage
        var page = try await catalog.list(type: question.type, after: question.after, limit: limit + 1, by: permit)
        var headers: HTTPFields = [:]
        if page.count > limit {
            page.removeLast()
            if let last = page.last { headers[.link] = question.nextLink(after: last.offer, top: limit) }
        }
        var body = ByteBuffer(string: "[")
        body.writeImmutableBuffer(Self.rows(page, following: false))
        body.writeString("]")
        return .json(body, headers: headers)
    }

    private static func rows(_ page: [OfferSummary], following: Bool) -> ByteBuffer {
        var buffer = ByteBuffer()
        for (index, summary) in page.enumerated() {
            if following || index > 0 { buffer.writeString(",") }
            buffer.writeBytes(OfferRendering.summary(summary))
        }
        return buffer
    }
}
