/// Numbers at places of bytes that somebody else made. Every place may lie outside.
struct ByteReader: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func byte(at place: Int) -> Int? {
        bytes.indices.contains(place) ? Int(bytes[place]) : nil
    }

    func big16(at place: Int) -> Int? { big(2, at: place) }

    func big32(at place: Int) -> Int? { big(4, at: place) }

    func little16(at place: Int) -> Int? { little(2, at: place) }

    func little24(at place: Int) -> Int? { little(3, at: place) }

    func little32(at place: Int) -> Int? { little(4, at: place) }

    func has(_ word: String, at place: Int) -> Bool {
        let word = word.utf8
        guard holds(word.count, at: place) else { return false }
        return bytes[place..<place + word.count].elementsEqual(word)
    }

    /// Whether `length` bytes lie at `place`, which must not be negative.
    func holds(_ length: Int, at place: Int) -> Bool {
        place <= count && length <= count - place
    }

    private func big(_ length: Int, at place: Int) -> Int? {
        guard holds(length, at: place) else { return nil }
        return bytes[place..<place + length].reduce(0) { $0 << 8 | Int($1) }
    }

    private func little(_ length: Int, at place: Int) -> Int? {
        guard holds(length, at: place) else { return nil }
        return bytes[place..<place + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
