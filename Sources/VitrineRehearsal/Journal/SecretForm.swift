/// Masks fields of forms that are credentials by their names.
enum SecretForm {
    /// The form with such fields masked, and signatures of URLs in the others.
    static func masked(_ bytes: [UInt8]) -> [UInt8] {
        let parts = bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
        return Array(parts.map { Array(masked(part: $0)) }.joined(separator: [UInt8(ascii: "&")]))
    }

    private static func masked(part: ArraySlice<UInt8>) -> [UInt8] {
        guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return Array(part) }
        let name = SecretNames.decoded(String(decoding: part[..<equals], as: UTF8.self))
        guard SecretNames.contains(name) else { return SecretText.masked(Array(part), in: .parameters) }
        return Array(part[...equals]) + Array(JournalMasking.mask.utf8)
    }
}
