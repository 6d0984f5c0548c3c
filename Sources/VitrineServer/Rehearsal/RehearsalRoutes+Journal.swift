import ExactJSON
import HTTPTypes
import HummingbirdCore
import NIOCore
import VitrineCore
import VitrinePortalAPI
import VitrineRehearsal

/// What was said, and what is to be said of it.
extension RehearsalRoutes {
    /// `?format=har` as an HTTP archive; filters as `docs/expectations.md` has them.
    @Sendable func journal(_ call: Call) async throws -> Response {
        let exchanges = rehearsal.journal.exchanges(try filter(call))
        switch call.query["format"] ?? "json" {
        case "json":
            let text = JournalText(exchanges, dropped: rehearsal.journal.dropped)
            return streamed(text, type: "application/json; charset=utf-8")
        case "har":
            return streamed(
                HARText(exchanges, serverVersion: Version.current),
                type: "application/json; charset=utf-8"
            )
        default: throw Refusal(.badRequest, "'format' is json or har.")
        }
    }

    @Sendable func clearJournal(_ call: Call) async throws -> Response {
        _ = try await RehearsalBody(call, known: [])
        guard call.query.pairs.isEmpty else {
            throw Refusal(.badRequest, "All of the journal is removed, or nothing: no filter is taken here.")
        }
        rehearsal.journal.clear()
        return .empty(.noContent)
    }

    /// Calls, advice, and with `?expect=TEXT`, as often as wanted, whether what was expected was seen.
    @Sendable func report(_ call: Call) async throws -> Response {
        if let other = call.query.pairs.first(where: { $0.name != "expect" }) {
            throw Refusal(.badRequest, "A report takes 'expect' only, and not '\(other.name.prefix(64))'.")
        }
        let texts = call.query.pairs.map(\.value)
        let expectations = try texts.map { text in
            do throws(ExpectationError) {
                return try Expectation(text)
            } catch {
                throw Refusal(.badRequest, error.description)
            }
        }
        let evidence = await rehearsal.evidence(for: expectations)
        let outcomes = evidence.outcomes(of: expectations)
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("isAsExpected", outcomes.allSatisfy(\.isMet))
        writer.member("calls", Int64(evidence.exchanges.count))
        writer.name("expectations")
        writer.beginArray()
        for outcome in outcomes { Self.write(outcome, to: &writer) }
        writer.endArray()
        writer.name("advice")
        writer.beginArray()
        for finding in evidence.findings { Self.write(finding, to: &writer) }
        writer.endArray()
        writer.endObject()
        return .json(writer.bytes)
    }

    private func filter(_ call: Call) throws -> JournalFilter {
        do throws(JournalFilterError) {
            return try JournalFilter(parameters: call.query.pairs, others: ["format"])
        } catch {
            throw Refusal(.badRequest, error.description)
        }
    }

    private func streamed(_ pieces: some Sequence<[UInt8]> & Sendable, type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type],
            body: ResponseBody { writer in
                for piece in pieces { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            }
        )
    }

    private static func write(_ outcome: ExpectationOutcome, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("expectation", outcome.expectation.description)
        writer.member("isMet", outcome.isMet)
        writer.member("sentence", outcome.sentence)
        writer.endObject()
    }

    private static func write(_ finding: AdviceFinding, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("code", finding.code.rawValue)
        writer.member("sentence", finding.sentence)
        writer.member("remedy", finding.code.remedy)
        writer.member("count", Int64(finding.count))
        writer.member("example", finding.example)
        writer.endObject()
    }
}
