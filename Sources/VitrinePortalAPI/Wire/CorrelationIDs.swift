import HTTPTypes
import Synchronization
import VitrineCore

/// The two ids that every answer and every log line carry.
///
/// Source: wire contract, section 1, "correlation".
struct CorrelationIDs: Sendable {
    /// The client's own id, spelled as it was sent, when it sent one that is a GUID; else ``request``.
    let correlation: String

    /// This request's id, made here.
    let request: GUID

    init(_ headers: HTTPFields, source: RequestIDSource) {
        self.init(
            correlation: headers[.correlationRequestID],
            client: headers[.clientRequestID],
            source: source
        )
    }

    /// The ids for a request whose client sent these, or didn't.
    init(correlation given: String?, client: String?, source: RequestIDSource) {
        request = source.next()
        correlation = Self.guid(given) ?? Self.guid(client) ?? request.description
    }

    /// The ids as every answer carries them.
    var fields: [(name: HTTPField.Name, value: String)] {
        [(.correlationRequestID, correlation), (.requestID, request.description)]
    }

    func stamp(_ headers: inout HTTPFields) {
        for (name, value) in fields { headers[name] = value }
    }

    private static func guid(_ given: String?) -> String? {
        given.flatMap { GUID($0) == nil ? nil : $0 }
    }
}

/// Makes request ids: unique, cheap, and of no use to anyone who guesses one.
final class RequestIDSource: Sendable {
    private let seed: (high: UInt64, low: UInt64)
    private let count = Atomic<UInt64>(0)

    init() {
        seed = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
    }

    func next() -> GUID {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        var generator = SplitMix(state: seed.low &+ number)
        var high = SplitMix(state: seed.high ^ number)
        return GUID(high: (high.next() & ~0xF000) | 0x4000, low: (generator.next() & ~(0xC0 << 56)) | (0x80 << 56))
    }
}

/// A small mixing function; different states give different numbers.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
