/// What an image file says of itself. Its pixels are never decoded.
package struct ImageFacts: Hashable, Sendable {
    package let kind: ContentKind
    package let size: PixelSize
    package let condition: Condition

    package init(kind: ContentKind, size: PixelSize, condition: Condition) {
        self.kind = kind
        self.size = size
        self.condition = condition
    }

    /// Whether the file is as its format wants it, as far as can be told without decoding.
    package enum Condition: Hashable, Sendable {
        /// Everything is there, down to the mark of the end where the format has one. Bytes after that don't count.
        case whole
        /// The bytes end before the image does.
        case truncated
        /// The bytes contradict the format or themselves: a checksum, a length, an order.
        case damaged
    }

    /// Reads the facts of an image that lies in `bytes` whole. Takes time in proportion to their number.
    ///
    /// - Throws: ``ImageFault``, in the order of its cases.
    package static func read(_ bytes: [UInt8], limits: ImageLimits) throws(ImageFault) -> ImageFacts {
        let kind = Signature.kind(of: Array(bytes.prefix(KindRecogniser.headBytes))) ?? .unknown
        guard let outline = outline(of: ByteReader(bytes), kind) else { throw .notAnImage }
        guard let size = outline.size, size.width > 0, size.height > 0 else { throw .noSize(kind) }
        guard limits.allow(size), limits.allow(outline.largestFrame ?? size) else { throw .tooManyPixels(kind, size) }
        return ImageFacts(kind: kind, size: size, condition: outline.condition)
    }

    private static func outline(of bytes: ByteReader, _ kind: ContentKind) -> ImageOutline? {
        switch kind {
        case .png: PNGReader.outline(of: bytes)
        case .jpeg: JPEGReader.outline(of: bytes)
        case .gif: GIFReader.outline(of: bytes)
        case .webp: WebPReader.outline(of: bytes)
        case .bmp: BMPReader.outline(of: bytes)
        case .pdf, .zip, .xlsx, .docx, .pptx, .ole, .text, .html, .svg, .unknown: nil
        }
    }
}

/// A size in pixels.
package struct PixelSize: Hashable, Sendable {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// How large an image may say it is. A small file can unfold into more pixels than a browser bears.
package struct ImageLimits: Sendable {
    /// Pixels of the longer side.
    package let side: Int
    /// Pixels of the whole image.
    package let pixels: Int

    package init(side: Int, pixels: Int) {
        self.side = side
        self.pixels = pixels
    }

    func allow(_ size: PixelSize) -> Bool {
        let (pixels, overflow) = size.width.multipliedReportingOverflow(by: size.height)
        return max(size.width, size.height) <= side && !overflow && pixels <= self.pixels
    }
}

/// Why bytes have no ``ImageFacts``.
package enum ImageFault: Error, Hashable, Sendable, CustomStringConvertible {
    case notAnImage
    /// It begins like an image, but says no size that is more than nothing.
    case noSize(ContentKind)
    case tooManyPixels(ContentKind, PixelSize)

    package var description: String {
        switch self {
        case .notAnImage: "The file is no PNG, JPEG, GIF, WebP or BMP image."
        case .noSize(let kind): "The file begins like a \(kind.rawValue) image but doesn't say how large it is."
        case .tooManyPixels(_, let size): "The image is too large: \(size.width) by \(size.height) pixels."
        }
    }
}
