/// Finds out what bytes are while they pass by.
///
/// Only the first ``headBytes`` are kept. Text is known by all of its bytes, everything else by how it begins.
package struct KindRecogniser: Sendable {
    /// How many bytes the decision may look at twice.
    package static let headBytes = 8_192

    private var head: [UInt8] = []
    private var text = TextCheck()

    package init() {}

    package mutating func append(_ bytes: some Collection<UInt8>) {
        if head.count < Self.headBytes { head += bytes.prefix(Self.headBytes - head.count) }
        text.append(bytes)
    }

    /// Whether no byte that may still come changes the answer.
    var isSettled: Bool {
        head.count == Self.headBytes && (!text.mayBeText || Signature.kind(of: head) != nil)
    }

    /// What the bytes so far are, when they are all.
    package var kind: ContentKind {
        if let kind = Signature.kind(of: head) { return kind }
        guard text.isText, !head.isEmpty else { return .unknown }
        return Markup.kind(of: head) ?? .text
    }
}

extension ContentKind {
    /// What `bytes` are.
    package init(of bytes: [UInt8]) {
        var recogniser = KindRecogniser()
        recogniser.append(bytes)
        self = recogniser.kind
    }
}
