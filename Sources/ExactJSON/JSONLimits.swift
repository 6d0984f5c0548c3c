/// How much JSON a caller may send before it is refused.
package struct JSONLimits: Sendable {
    /// The longest text accepted, in bytes. Texts of 4 GiB and more are refused whatever this says.
    package var maximumBytes: Int

    /// How many arrays and objects may stand one inside another: at 1, `[]` is accepted and `[[]]` is not.
    package var maximumDepth: Int

    package init(maximumBytes: Int = 8 * 1024 * 1024, maximumDepth: Int = 128) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }

    /// 8 MiB and 128 levels.
    package static let standard = JSONLimits()
}
