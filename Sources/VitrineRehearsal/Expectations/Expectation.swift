import VitrineCore

/// Something that a rehearsal is expected to show, as `--expect` says it.
///
/// The forms are in ``forms``, and described in docs/expectations.md.
package struct Expectation: Sendable, Equatable, CustomStringConvertible {
    /// As it was written.
    package let description: String
    let form: Form

    enum Form: Sendable, Equatable {
        case published(OfferText)
        case live(OfferText)
        case operationFollowed(OfferText)
        case calls(method: String?, RouteWord, Bound)
        case status(StatusRange, Bound)
        case faults(Bound)
        case noErrors
        case noSecretInClear
        case polledPolitely
        case ifMatchAlways
        case noAdvice
    }

    /// The offer that it is about; `nil` when it is about none.
    package var offer: (publisher: String, offer: String)? {
        switch form {
        case .published(let offer), .live(let offer), .operationFollowed(let offer): (offer.publisher, offer.offer)
        default: nil
        }
    }

    /// The forms that there are, as they are shown to whoever wrote a wrong one.
    package static let forms = [
        "published PUBLISHER/OFFER",
        "live PUBLISHER/OFFER",
        "operation-followed PUBLISHER/OFFER",
        "calls METHOD ROUTE [COUNT]",
        "status STATUS [COUNT]",
        "faults [COUNT]",
        "no-errors",
        "no-secret-in-clear",
        "polled-politely",
        "if-match-always",
        "no-advice",
    ]

    /// What stands for METHOD, ROUTE, STATUS and COUNT in ``forms``.
    package static let words = [
        "METHOD is a method, or any",
        "ROUTE is one of \(RouteWord.Word.allCases.map(\.rawValue).joined(separator: ", ")), or a path from / on with * and **",
        "STATUS is 412, 4xx or 400-499",
        "COUNT is at-least N, at-most N, exactly N or never; without it, at-least 1",
    ]
}

/// How often something is expected.
enum Bound: Sendable, Equatable {
    case atLeast(Int)
    case atMost(Int)
    case exactly(Int)

    func holds(for count: Int) -> Bool {
        switch self {
        case .atLeast(let least): count >= least
        case .atMost(let most): count <= most
        case .exactly(let number): count == number
        }
    }

    var words: String {
        switch self {
        case .atLeast(let count): "at least \(count)"
        case .atMost(let count): "at most \(count)"
        case .exactly(0): "none"
        case .exactly(let count): "exactly \(count)"
        }
    }
}

/// An offer in an expectation, by its name or its GUID.
struct OfferText: Sendable, Equatable {
    let publisher: String
    let offer: String

    var key: String { "\(publisher.asciiFolded)/\(offer.asciiFolded)" }
}

/// Which requests an expectation counts.
enum RouteWord: Sendable, Equatable {
    case word(Word)
    case path(PathPattern)

    enum Word: String, Sendable, CaseIterable {
        /// The list of offers, an offer, its versions and slots.
        case offers
        case publishers, offerTypes, publish, golive, cancel, status, submissions, operations, token
    }

    func fits(_ exchange: Exchange) -> Bool {
        switch self {
        case .path(let pattern): pattern.matches(exchange.request.target)
        case .word(.offers): [.offerList, .offer, .offerState].contains(exchange.route.kind)
        case .word(let word): exchange.route.kind.rawValue == word.rawValue
        }
    }
}
