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
/// The rehearsal's clock stands still but for what lay between the requests then, at its own speed. Times, tags, ids and secrets
/// of the old requests become those of the new.
package struct RehearsalReplay: Sendable {
    private let rehearsal: Rehearsal
    private let port: Int

    package init(_ rehearsal: Rehearsal, port: Int) {
        self.rehearsal = rehearsal
        self.port = port
    }

    /// What came of each request, in order, without secrets and tokens.
    package func run(_ replay: JournalReplay) async throws -> [ReplayedRequest] {
        do {
            return try await HTTPClient.withHTTPClient(configuration: Self.configuration) { client in
                try await run(replay.masked(by: rehearsal.masking), client)
            }
        } catch {
            // A call that a fault holds back would keep the server for as long.
            await rehearsal.conclude()
            throw error
        }
    }

    /// Every answer is compared as it comes: one that leads elsewhere isn't followed.
    private static let configuration = HTTPClient.Configuration(
        redirectConfiguration: .disallow,
        decompression: .disabled
    )

    private func run(_ replay: JournalReplay, _ client: HTTPClient) async throws -> [ReplayedRequest] {
        rehearsal.clock.hold()
        let start = rehearsal.clock.now(), first = replay.requests.first?.exchange.time
        var results: [ReplayedRequest] = []
        var given = AnswersAnew()
        for request in replay.requests {
            try Task.checkCancellation()
            let passed = first.map { request.exchange.time.ticks - $0.ticks } ?? 0
            try await wait(until: start, after: passed)
            results.append(try await outcome(of: request, client, &given))
        }
        return results
    }

    /// Lets happen what happened between two requests.
    private func wait(until start: Timestamp, after passed: Int64) async throws {
        let (ticks, isTooLong) = max(0, passed).multipliedReportingOverflow(by: Int64(rehearsal.clock.speed))
        let room = RehearsalClock.last.ticks - start.ticks
        let end = start.advanced(byTicks: isTooLong ? room : min(ticks, room))
        try await rehearsal.advance(to: max(end, rehearsal.clock.now()))
    }

    private func outcome(
        of request: ReplayRequest,
        _ client: HTTPClient,
        _ given: inout AnswersAnew
    ) async throws -> ReplayedRequest {
        if let obstacle = request.obstacle { return ReplayedRequest(request, obstacle: obstacle) }
        do {
            let answer = try await send(try await prepared(request, given), client)
            given.note(answer, of: request.exchange.id)
            let masked = rehearsal.masking.masked(answer, to: request.exchange.request.target)
            return ReplayedRequest(request, differences: request.differences(in: masked))
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            return ReplayedRequest(request, obstacle: ReplayObstacle(error).description)
        }
    }

    private func prepared(_ replayed: ReplayRequest, _ given: AnswersAnew) async throws -> HTTPClientRequest {
        let old = replayed.exchange.request
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(given.target(of: replayed))")
        request.method = HTTPMethod(rawValue: old.method)
        for field in replayed.headers { request.headers.add(name: field.name, value: field.value) }
        request.headers.replaceOrAdd(name: "Host", value: old.host)
        if let header = replayed.tagHeader, let tag = replayed.tagOf.flatMap({ given.tags[$0] }) {
            request.headers.replaceOrAdd(name: header, value: tag)
        }
        var body = MadeUpSecrets(registry: rehearsal.portal.registry).body(of: old)
        switch replayed.credential {
        case .none, .asKept: break
        case .bearer(let client):
            request.headers.add(name: "Authorization", value: "Bearer \(try await token(of: client))")
        case .secretInForm(let client):
            let secret = rehearsal.credentials(of: client)?.secret ?? ""
            body = Array(
                String(decoding: body, as: UTF8.self).replacing(JournalMasking.mask, with: Self.formEncoded(secret))
                    .utf8
            )
        case .basic(let client, let isGood):
            let secret = isGood ? rehearsal.credentials(of: client)?.secret : JournalMasking.mask
            request.headers.add(name: "Authorization", value: Self.basic(client ?? "", secret ?? ""))
        }
        if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
        return request
    }

    /// Both parts are form-encoded first. Source: RFC 6749, section 2.3.1.
    private static func basic(_ parts: String...) -> String {
        "Basic \(Data(parts.map(formEncoded).joined(separator: ":").utf8).base64EncodedString())"
    }

    private static func formEncoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private func send(_ request: HTTPClientRequest, _ client: HTTPClient) async throws -> Exchange.Answer {
        let response = try await client.execute(request, timeout: .seconds(60))
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

    init(_ request: ReplayRequest, differences: [AnswerDifference] = [], obstacle: String? = nil) {
        exchange = request.exchange
        self.differences = differences
        self.obstacle = obstacle
    }
}
