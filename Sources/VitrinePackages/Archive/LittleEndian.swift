extension [UInt8] {
    /// The unsigned number of `count` bytes from `place` on, lowest byte first; `nil` where the bytes end before, or when it
    /// doesn't fit.
    func little(_ count: Int, at place: Int) -> Int? {
        guard place >= 0, place <= self.count - count else { return nil }
        let number = self[place..<place + count].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return Int(exactly: number)
    }

    /// Whether these bytes stand at `place`.
    func has(_ bytes: [UInt8], at place: Int) -> Bool {
        place >= 0 && place <= count - bytes.count && self[place..<place + bytes.count].elementsEqual(bytes)
    }
}
