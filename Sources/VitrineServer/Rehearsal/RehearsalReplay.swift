import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import VitrineAccess
import VitrineCore
import VitrinePublishing
package import VitrineRehearsal

/// Sends the requests of a journal to a rehearsal again, one after the other, and compares what is answered.
///
/// Before each request everything that is due has happened. Times, tags and ids of the old answers become those of the new.
package struct RehearsalReplay: Sendable {
    private let rehearsal: Rehearsal
    private let port: Int

    package init(_ rehearsal: Rehearsal, port: Int) {
        self.rehearsal = rehearsal
        self.port = port
    }

    /// What came of each request, in order.
    package func run(_ replay: JournalReplay) async throws -> [ReplayedRequest] {
        var results: [ReplayedRequest] = []
        var given = NewAnswers()
        for request in replay.requests {
            await rehearsal.worker.settle()
            if let obstacle = request.obstacle {
                results.append(ReplayedRequest(exchange: request.exchange, differences: [], obstacle: obstacle))
                continue
            }
            let answer = try await send(try await prepared(request, given))
            given.note(answer, of: request.exchange.id)
            results.append(
                ReplayedRequest(exchange: request.exchange, differences: request.differences(in: answer), obstacle: nil)
            )
        }
        return results
    }

    private func prepared(_ replayed: ReplayRequest, _ given: NewAnswers) async throws -> HTTPClientRequest {
        let old = replayed.exchange.request
        let target = replayed.locationOf.flatMap { given.locations[$0] } ?? old.target
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(target)")
        request.method = HTTPMethod(rawValue: old.method)
        for field in replayed.headers { request.headers.add(name: field.name, value: field.value) }
        request.headers.replaceOrAdd(name: "Host", value: old.host)
        if let header = replayed.tagHeader, let tag = replayed.tagOf.flatMap({ given.tags[$0] }) {
            request.headers.replaceOrAdd(name: header, value: tag)
        }
        var body = old.body.bytes
        switch replayed.credential {
        case .none, .asKept: break
        case .bearer(let client):
            request.headers.add(name: "Authorization", value: "Bearer \(try await token(of: client))")
        case .secretInForm(let client):
            let secret = rehearsal.credentials(of: client)?.secret ?? ""
            body = Array(String(decoding: body, as: UTF8.self).replacing(JournalMasking.mask, with: secret).utf8)
        case .basic(let client, let isGood):
            let secret = isGood ? rehearsal.credentials(of: client)?.secret : JournalMasking.mask
            request.headers.add(name: "Authorization", value: Self.basic(client ?? "", secret ?? ""))
        }
        if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
        return request
    }

    /// Both parts are form-encoded first. Source: RFC 6749, section 2.3.1.
    private static func basic(_ parts: String...) -> String {
        let encoded = parts.map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
        return "Basic \(Data(encoded.joined(separator: ":").utf8).base64EncodedString())"
    }

    private func send(_ request: HTTPClientRequest) async throws -> Exchange.Answer {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let body = try await response.body.collect(upTo: 64 << 20)
        return Exchange.Answer(
            status: Int(response.status.code),
            headers: response.headers.map { HeaderField($0.name, $0.value) },
            body: Array(buffer: body)
        )
    }

    /// A token of whoever asked then; of the rehearsal's first client where that isn't known.
    private func token(of client: String?) async throws -> String {
        guard let id = rehearsal.credentials(of: client)?.clientID,
            let application = try await rehearsal.portal.installation.access.application(id)
        else { return "" }
        return try await rehearsal.portal.installation.issuer.token(
            clientID: application.clientID,
            objectID: application.objectID,
            tenant: "replay",
            issuerURL: "http://127.0.0.1:\(port)",
            lifetime: .seconds(3600)
        ).accessToken
    }
}

/// A request that was sent again.
package struct ReplayedRequest: Sendable {
    /// What happened then.
    package let exchange: Exchange

    /// Where the new answer isn't the old one.
    package let differences: [AnswerDifference]

    /// Why it couldn't be sent; `nil` when it was.
    package let obstacle: String?
}

/// Tags and operations that were given now, by the numbers of the exchanges in which others were given then.
private struct NewAnswers {
    private(set) var tags: [Int64: String] = [:]
    private(set) var locations: [Int64: String] = [:]

    mutating func note(_ answer: Exchange.Answer, of id: Int64) {
        tags[id] = answer.headers["ETag"]
        locations[id] = answer.headers["Operation-Location"] ?? answer.headers["Location"]
    }
}
