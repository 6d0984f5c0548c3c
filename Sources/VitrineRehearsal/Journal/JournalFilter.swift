import VitrineCore

/// Which exchanges of a journal are asked for; what isn't set lets everything pass.
package struct JournalFilter: Sendable, Equatable {
    /// In any case.
    package var method: String?
    package var path: PathPattern?
    package var statuses: StatusRange?
    package var publisher: String?

    /// Whether a fault struck; `nil`: either.
    package var hasFault: Bool?

    /// Numbers above this one.
    package var since: Int64?

    /// A text that stands in the target, a header or a body that is text; letter case doesn't count.
    package var text: String?

    package init() {}

    var isEverything: Bool { self == JournalFilter() }

    /// Whether an exchange is asked for.
    package func passes(_ exchange: Exchange) -> Bool {
        let request = exchange.request
        return (method.map { $0.uppercased() == request.method } ?? true) && (path?.matches(request.target) ?? true)
            && (statuses?.contains(exchange.status) ?? true)
            && (publisher.map { $0.asciiFolded == RequestPath(request.target).publisher?.asciiFolded } ?? true)
            && (hasFault.map { $0 == (exchange.fault != nil) } ?? true) && (since.map { exchange.id > $0 } ?? true)
            && (text.map { exchange.holds($0) } ?? true)
    }
}

extension Exchange {
    fileprivate func holds(_ text: String) -> Bool {
        let wanted = text.asciiFolded
        let fields = (request.headers + (answer?.headers ?? [])).flatMap { [$0.name, $0.value] }
        let bodies = [request.body, answer?.body].compactMap { $0?.text }
        return ([request.target] + fields + bodies).contains { $0.asciiFolded.contains(wanted) }
    }
}

/// Statuses of answers: `412`, `4xx`, `400-499`, or `none` for a connection that was closed without an answer.
package struct StatusRange: Sendable, Equatable, CustomStringConvertible {
    /// `nil`: no answer at all.
    private let range: ClosedRange<Int>?

    /// The text that it was read from.
    package let description: String

    /// `nil` when `text` is none of the forms.
    package init?(_ text: String) {
        description = text
        let folded = text.asciiFolded
        guard folded != "none" else {
            range = nil
            return
        }
        if folded.hasSuffix("xx"), let hundreds = Int(folded.dropLast(2)), (1...5).contains(hundreds), folded.count == 3
        {
            range = hundreds * 100...hundreds * 100 + 99
            return
        }
        let ends = folded.split(separator: "-", omittingEmptySubsequences: false).map { Self.status($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last else {
            return nil
        }
        range = first...last
    }

    private static func status(_ text: Substring) -> Int? {
        guard text.count == 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let status = Int(text) else {
            return nil
        }
        return (100...599).contains(status) ? status : nil
    }

    package func contains(_ status: Int?) -> Bool {
        guard let range, let status else { return range == nil && status == nil }
        return range.contains(status)
    }
}
