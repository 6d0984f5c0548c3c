/// Addresses that begin with the same bits, as in `10.0.0.0/8`.
struct AddressRange: Sendable {
    let name: String
    private let first: [UInt8]
    private let bits: Int

    /// - Parameters:
    ///   - name: What the range is for, as a refusal says it.
    ///   - first: The leading bytes of the first address.
    ///   - bits: How many bits count, at most eight for each byte of `first`.
    init(_ name: String, _ first: [UInt8], _ bits: Int) {
        self.name = name
        self.first = first
        self.bits = bits
    }

    func contains(_ bytes: [UInt8]) -> Bool {
        let whole = bits / 8
        guard bytes.prefix(whole) == first.prefix(whole) else { return false }
        guard bits % 8 > 0, bytes.count > whole, first.count > whole else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> (bits % 8))
        return bytes[whole] & mask == first[whole] & mask
    }
}
