/// A secret that stood in a request's body, without the secret itself.
package struct FoundSecret: Sendable, Equatable {
    /// Where: a JSON Pointer into the body's definition, as the header `x-secret-fields-set` has it.
    package let place: String

    /// The same for the same secret within this process, and of no use outside of it: it depends on a key that is drawn at
    /// the process's start. `nil` for one that was read from a file.
    let fingerprint: Int?

    /// A secret of this value at that place; the value isn't kept.
    package init(place: String, value: [UInt8]) {
        var hasher = Hasher()
        for byte in value { hasher.combine(byte) }
        self.place = place
        fingerprint = hasher.finalize()
    }

    /// One of a journal's file.
    init(place: String) {
        self.place = place
        fingerprint = nil
    }
}
