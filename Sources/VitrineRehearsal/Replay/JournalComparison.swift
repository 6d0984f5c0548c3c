import ExactJSON
import VitrineCore

/// Compares an old answer with the one that the same request gets now.
///
/// What can't be the same is left out: two times, two GUIDs, two entity tags, two URLs that differ in their queries alone, wherever they stand in
/// each other's place; members whose names are in ``ignoredMembers``; the order of members; all headers but those in
/// ``comparedHeaders``, of which tags and locations need only be there.
package enum JournalComparison {
    /// Members that are other numbers or words each time.
    package static let ignoredMembers: Set = [
        "access_token", "expires_in", "expires_on", "ext_expires_in", "not_before", "changedTime", "createdDateTime",
        "lastActionDateTime", "timestamp", "progressPercentage",
    ]

    /// Headers whose presence is compared; `Content-Type` is compared by its value.
    package static let comparedHeaders = ["Content-Type", "ETag", "Location", "Operation-Location", "Retry-After"]

    /// Where the answers differ: at most a hundred places.
    package static func differences(old: Exchange.Answer, new: Exchange.Answer) -> [AnswerDifference] {
        var walk = ComparisonWalk()
        if old.status != new.status { walk.note("status", String(old.status), String(new.status)) }
        for name in comparedHeaders { compareHeader(name, old, new, &walk) }
        compareBodies(old.body, new.body, &walk)
        return walk.differences
    }

    private static func compareHeader(
        _ name: String,
        _ old: Exchange.Answer,
        _ new: Exchange.Answer,
        _ walk: inout ComparisonWalk
    ) {
        let one = old.headers[name], other = new.headers[name]
        let isSame = name == "Content-Type" ? one?.asciiFolded == other?.asciiFolded : (one == nil) == (other == nil)
        if !isSame { walk.note("header \(name)", one ?? "(none)", other ?? "(none)") }
    }

    private static func compareBodies(_ old: RecordedBody, _ new: RecordedBody, _ walk: inout ComparisonWalk) {
        // Of a body that wasn't kept whole there is nothing to say.
        guard !old.isCut, !new.isCut, old.bytes != new.bytes else { return }
        let limits = JSONLimits(maximumBytes: .max)
        guard let one = try? JSONDocument(parsing: old.bytes, limits: limits),
            let other = try? JSONDocument(parsing: new.bytes, limits: limits)
        else {
            walk.note("body", "\(old.size) bytes", "\(new.size) bytes that are not the same")
            return
        }
        walk.compare(one.root, other.root, at: JSONPointer(tokens: []))
    }
}

extension ReplayRequest {
    /// Where the answer isn't the one of then; nothing where there was none.
    ///
    /// Why a credential is refused depends on what it was, and that isn't known any more.
    package func differences(in answer: Exchange.Answer) -> [AnswerDifference] {
        guard let old = exchange.answer else { return [] }
        let differences = JournalComparison.differences(old: old, new: answer)
        guard credential == .asKept else { return differences }
        return differences.filter { !["/error/message", "/Message", "/error_description"].contains($0.place) }
    }
}

/// One place where two answers differ.
package struct AnswerDifference: Sendable, Equatable, CustomStringConvertible {
    /// `status`, `header NAME`, `body`, or a JSON Pointer into the body.
    package let place: String

    /// What was there, cut to be read.
    package let old: String

    /// What is there now, cut to be read.
    package let new: String

    package var description: String { "\(place): \(old) → \(new)" }
}
