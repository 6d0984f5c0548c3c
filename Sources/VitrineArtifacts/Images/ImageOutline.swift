/// What the reader of a format found, before limits are asked.
struct ImageOutline {
    /// `nil` when the bytes that say it aren't there.
    var size: PixelSize?
    /// The largest frame, where a file can have frames larger than itself.
    var largestFrame: PixelSize?
    var condition: ImageFacts.Condition

    init(size: PixelSize? = nil, largestFrame: PixelSize? = nil, condition: ImageFacts.Condition) {
        self.size = size
        self.largestFrame = largestFrame
        self.condition = condition
    }
}
