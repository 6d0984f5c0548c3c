/// Numbers that look drawn, and are the same for the same seed, rule and ordinal.
enum Chance {
    /// A number from 0 up to, and without, 1.
    static func draw(seed: UInt64, rule: Int, ordinal: Int) -> Double {
        let mixed = mix(mix(mix(seed) &+ UInt64(bitPattern: Int64(rule))) &+ UInt64(bitPattern: Int64(ordinal)))
        return Double(mixed >> 11) / 9_007_199_254_740_992
    }

    /// One step of SplitMix64.
    private static func mix(_ seed: UInt64) -> UInt64 {
        var mixed = seed &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
