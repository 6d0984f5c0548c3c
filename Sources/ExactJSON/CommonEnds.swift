/// What two texts have in common at both ends: what is between is where they differ.
struct CommonEnds {
    /// Bytes that are the same from the start on.
    let prefix: Int

    /// Bytes that are the same from the end back, of those behind the prefix.
    let suffix: Int

    init(_ one: [UInt8], _ other: ArraySlice<UInt8>) {
        (prefix, suffix) = one.withUnsafeBytes { one in
            other.withUnsafeBytes { other in
                let limit = min(one.count, other.count)
                let prefix = Self.prefix(one, other, limit)
                return (prefix, Self.suffix(one, other, limit - prefix))
            }
        }
    }

    private static func prefix(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer, _ limit: Int) -> Int {
        var count = 0
        // Eight bytes at a time: this is done for each draft that is replaced.
        while count + 8 <= limit, word(one, count) == word(other, count) { count += 8 }
        while count < limit, one[count] == other[count] { count += 1 }
        return count
    }

    private static func suffix(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer, _ limit: Int) -> Int {
        var count = 0
        while count + 8 <= limit, word(one, one.count - count - 8) == word(other, other.count - count - 8) {
            count += 8
        }
        while count < limit, one[one.count - count - 1] == other[other.count - count - 1] { count += 1 }
        return count
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
}
