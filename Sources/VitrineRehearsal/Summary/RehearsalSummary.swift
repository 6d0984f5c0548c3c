/// What there is to tell when a rehearsal ends, as plain text for a terminal.
package struct RehearsalSummary: Sendable {
    private let evidence: RehearsalEvidence
    private let outcomes: [ExpectationOutcome]
    private let refusedHosts: [String: Int]

    /// A summary.
    ///
    /// - Parameters:
    ///   - evidence: The journal, and what the client did.
    ///   - outcomes: What became of the expectations.
    ///   - refusedHosts: Hosts that the proxy let nobody through to, and how often somebody tried.
    package init(_ evidence: RehearsalEvidence, outcomes: [ExpectationOutcome], refusedHosts: [String: Int]) {
        self.evidence = evidence
        self.outcomes = outcomes
        self.refusedHosts = refusedHosts
    }

    /// Whether every expectation was met.
    package var isAsExpected: Bool { outcomes.allSatisfy(\.isMet) }

    /// The text: lines of at most `width` characters, each with its end. A terminal of less than 40 is taken as one of 40.
    ///
    /// With colours, headings and verdicts are set off by them.
    package func text(width: Int, hasColour: Bool = false) -> String {
        var page = TextPage(width: max(40, width), hasColour: hasColour)
        CallTable(evidence.exchanges).write(to: &page)
        writeDropped(to: &page)
        writeFaults(to: &page)
        writeHosts(to: &page)
        writeAdvice(to: &page)
        writeOutcomes(to: &page)
        return page.text
    }

    private func writeDropped(to page: inout TextPage) {
        guard evidence.dropped > 0 else { return }
        page.paragraph("\(evidence.dropped.counted("earlier call")) made room in the journal and can't be told about.")
    }

    private func writeFaults(to page: inout TextPage) {
        let counts = Dictionary(grouping: evidence.exchanges.compactMap(\.fault)) { $0 }.mapValues(\.count)
        guard !counts.isEmpty else { return }
        page.heading("Faults that struck")
        for (fault, count) in counts.sorted(by: { $0.key < $1.key }) { page.item("\(fault.shortened) ×\(count)") }
    }

    private func writeHosts(to page: inout TextPage) {
        guard !refusedHosts.isEmpty else { return }
        page.heading("Hosts that were refused")
        for (host, count) in refusedHosts.sorted(by: { $0.key < $1.key }) { page.item("\(host.shortened) ×\(count)") }
        page.paragraph("Let one through with --allow HOST.")
    }

    private func writeAdvice(to page: inout TextPage) {
        guard !evidence.findings.isEmpty else { return }
        page.heading("What will hurt one day")
        let examples = Dictionary(evidence.exchanges.map { ($0.id, $0.shown) }) { first, _ in first }
        for finding in evidence.findings {
            let example = examples[finding.example].map { " Such as \($0)." } ?? ""
            page.item(finding.sentence + example, label: finding.code.rawValue, .caution)
            page.paragraph(finding.code.remedy, indent: 4)
        }
    }

    private func writeOutcomes(to page: inout TextPage) {
        guard !outcomes.isEmpty else { return }
        page.heading("Expectations")
        for outcome in outcomes {
            let label = outcome.isMet ? "met" : "not met"
            let text = "\(outcome.expectation.description.shownWhole): \(outcome.sentence)"
            page.item(text, label: label, outcome.isMet ? .good : .bad)
        }
    }
}
