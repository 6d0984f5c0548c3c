import ExactJSON
import VitrineCore
import VitrineOfferTypes
import VitrineRehearsal

/// Finds the secrets of offers in bodies that are to be kept in a journal.
struct OfferSecretMasking: Sendable {
    private let registry: OfferTypeRegistry
    private let stray: StraySecrets

    init(registry: OfferTypeRegistry) {
        self.registry = registry
        stray = StraySecrets(registry: registry)
    }

    /// The body with a mask in each secret's place. A body in which secrets can't be found, and should be, comes back empty.
    func masked(_ message: JournalMasking.Message, _ body: [UInt8]) -> JournalMasking.MaskedBody {
        guard let document = try? JSONDocument(parsing: body) else {
            return JournalMasking.MaskedBody(bytes: message.isOfOffer ? [] : body, secrets: [])
        }
        let strays = message.isRequest ? stray.ranges(in: document) : []
        guard let definition = document.root["definition"], definition.kind == .object else {
            let bytes = message.isOfOffer ? [] : body.masking(strays)
            return JournalMasking.MaskedBody(bytes: bytes, secrets: [])
        }
        do {
            return try masked(definition, in: document, besides: strays)
        } catch {
            return JournalMasking.MaskedBody(bytes: [], secrets: [])
        }
    }

    private func masked(
        _ definition: JSONValue,
        in document: JSONDocument,
        besides strays: [Range<Int>]
    ) throws(Refusal) -> JournalMasking.MaskedBody {
        var found: [Range<Int>: FoundSecret?] = [:]
        for range in strays where !definition.range.contains(range.lowerBound) { found[range] = .some(nil) }
        for type in types(of: document) {
            for secret in try type.split(definition, of: document).supplied {
                guard let value = definition.descendant(secret.pointer), value.kind != .null else { continue }
                // Sent back as a mask, it is none.
                guard case .set(let text) = secret.value else { continue }
                found[value.range] = FoundSecret(place: secret.pointer.description, value: text)
            }
        }
        let ranges = found.keys.sorted { $0.lowerBound < $1.lowerBound }
        return JournalMasking.MaskedBody(
            bytes: document.bytes.masking(ranges),
            secrets: ranges.compactMap { found[$0] ?? nil }
        )
    }

    /// The type that the document names; every type when it names none that is known.
    private func types(of document: JSONDocument) -> [OfferType] {
        guard let named = document.root["offerTypeId"]?.string else { return registry.types }
        return registry[OfferTypeID(rawValue: named)].map { [$0] } ?? registry.types
    }
}

extension JournalMasking.Message {
    /// Whether it should have a definition, where secrets can be found: whoever puts it elsewhere puts them there as well.
    fileprivate var isOfOffer: Bool {
        guard case .request(let method, let path) = self else { return false }
        let route = CallRoute(method: method, target: path)
        return route.kind == .offer && route.method == "PUT" || route.isValidation
    }

    fileprivate var isRequest: Bool {
        if case .request = self { true } else { false }
    }
}

extension JSONValue {
    /// The value at a place below this one.
    func descendant(_ pointer: JSONPointer) -> JSONValue? {
        pointer.tokens.reduce(self) { value, token in
            value?.kind == .array ? Int(token).flatMap { value?[$0] } : value?[token]
        }
    }
}

extension [UInt8] {
    /// These bytes with a masked text in place of each of the ranges, which are in order; one within another falls with it.
    fileprivate func masking(_ ranges: [Range<Int>]) -> [UInt8] {
        var result: [UInt8] = []
        var end = 0
        for range in ranges where range.lowerBound >= end {
            result += self[end..<range.lowerBound] + "\"\(JournalMasking.mask)\"".utf8
            end = range.upperBound
        }
        return result + self[end...]
    }
}
