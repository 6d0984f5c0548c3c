/// Text that a browser might take for a page.
enum Markup {
    /// `nil` for text that begins with no tag. Any text that does is held for a page, since browsers are generous.
    static func kind(of head: [UInt8]) -> ContentKind? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let unmarked = head.starts(with: mark) ? head.dropFirst(3) : head[...]
        let text = unmarked.drop { $0 <= 0x20 }
        guard text.first == UInt8(ascii: "<") else { return nil }
        let lowered = text.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        guard let svg = place(of: "<svg", in: lowered) else { return .html }
        guard let html = place(of: "<html", in: lowered) else { return .svg }
        return svg < html ? .svg : .html
    }

    private static func place(of tag: String, in text: [UInt8]) -> Int? {
        let tag = Array(tag.utf8)
        return text.indices.first { text[$0...].starts(with: tag) }
    }
}
