import Testing
import VitrineCore
import VitrineRehearsal

struct RehearsalSummaryTests {
    private static func summary() throws -> RehearsalSummary {
        var talk = Talk()
        let operation = Talk.offer + "/operations/11111111-1111-1111-1111-111111111111"
        talk.add("POST", "/tenant/oauth2/token", 200, #"{"expires_in":3599}"#, milliseconds: 31)
        for _ in 0..<3 { talk.add("GET", Talk.offer) }
        talk.add("PUT", Talk.offer, 500, fault: "conflict while storing", milliseconds: 0)
        talk.add("PUT", Talk.offer, milliseconds: 7)
        talk.add("POST", Talk.offer + "/publish", 202, answer: [("Location", operation)])
        talk.add("GET", operation, 200, answer: [("Retry-After", "5")], #"{"status":"running"}"#)
        talk.add("GET", operation, nil, milliseconds: 12_000)
        talk.add("GET", "/api/publishers/contoso/offers/\u{1B}[31mred", 404)
        let evidence = RehearsalEvidence(exchanges: talk.journal().exchanges(), dropped: 2) { _, _ in
            RehearsedOffer.vm(publish: .running, preview: nil)
        }
        let texts = ["published contoso/vm", "calls GET offers at-least 3"]
        let outcomes = evidence.outcomes(of: try texts.map { text in try Expectation(text) })
        return RehearsalSummary(evidence, outcomes: outcomes, refusedHosts: ["example.com:443": 3, "a.example": 1])
    }

    @Test(arguments: [100, 60])
    func `a summary tells calls, faults, hosts, advice and expectations`(width: Int) throws {
        let made = try Self.summary().text(width: width)
        #expect(try made == Golden.text("summary-\(width).txt", made: made))
    }

    @Test(arguments: 1...130)
    func `no line is longer than the terminal is wide`(width: Int) throws {
        let text = try Self.summary().text(width: width)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= max(40, width) })
        #expect(text.hasSuffix("\n") && !text.contains("\u{1B}"))
    }

    @Test
    func `colours are there when they are asked for, and change nothing else`() throws {
        let plain = try Self.summary().text(width: 80), coloured = try Self.summary().text(width: 80, hasColour: true)
        #expect(coloured.contains("\u{1B}[31m[not met]\u{1B}[0m") && coloured.contains("\u{1B}[32m[met]\u{1B}[0m"))
        #expect(
            coloured.contains("\u{1B}[33m[if-match-missing]\u{1B}[0m")
                && coloured.contains("\u{1B}[1m10 calls\u{1B}[0m")
        )
        #expect(coloured.replacing(try Regex("\u{1B}\\[[0-9]+m"), with: "") == plain)
    }

    @Test
    func `nothing happened is told too`() {
        let evidence = RehearsalEvidence(exchanges: []) { _, _ in nil }
        #expect(RehearsalSummary(evidence, outcomes: [], refusedHosts: [:]).text(width: 80) == "No calls\n")
    }

    @Test
    func `whether all is as expected decides`() throws {
        #expect(try !Self.summary().isAsExpected)
        let evidence = RehearsalEvidence(exchanges: []) { _, _ in nil }
        #expect(
            RehearsalSummary(
                evidence,
                outcomes: evidence.outcomes(of: [try Expectation("no-errors")]),
                refusedHosts: [:]
            ).isAsExpected
        )
    }
}
