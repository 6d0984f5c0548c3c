/// Reads the headers of a BMP file. Its pixels are whole when the bytes reach as far as the headers say.
struct BMPReader {
    /// The lengths of the headers in use, in bytes: the core one, OS/2's, and versions 3 to 5.
    static let headerLengths: Set<Int> = [12, 40, 52, 56, 64, 108, 124]

    private let bytes: ByteReader

    static func outline(of bytes: ByteReader) -> ImageOutline {
        let reader = BMPReader(bytes: bytes)
        guard let size = reader.size else { return ImageOutline(condition: .truncated) }
        return ImageOutline(size: size, condition: reader.condition(size))
    }

    private var isCore: Bool { bytes.little32(at: 14) == 12 }

    private var size: PixelSize? {
        if isCore {
            guard let width = bytes.little16(at: 18), let height = bytes.little16(at: 20) else { return nil }
            return PixelSize(width: width, height: height)
        }
        guard let width = signed32(at: 18), let height = signed32(at: 22) else { return nil }
        // A negative height says that the rows stand from top to bottom.
        return PixelSize(width: width, height: abs(height))
    }

    private func signed32(at place: Int) -> Int? {
        bytes.little32(at: place).map { Int(Int32(truncatingIfNeeded: $0)) }
    }

    private func condition(_ size: PixelSize) -> ImageFacts.Condition {
        let fields = isCore ? 22 : 26
        guard let start = bytes.little32(at: 10), let headerLength = bytes.little32(at: 14),
            let planes = bytes.little16(at: fields), let depth = bytes.little16(at: fields + 2)
        else { return .truncated }
        guard planes == 1, [1, 4, 8, 16, 24, 32].contains(depth), start >= 14 + headerLength else { return .damaged }
        guard isCore else { return condition(size, depth, from: start) }
        return ends(start, plain: size, depth)
    }

    private func condition(_ size: PixelSize, _ depth: Int, from start: Int) -> ImageFacts.Condition {
        guard let compression = bytes.little32(at: 30), let length = bytes.little32(at: 34) else { return .truncated }
        switch compression {
        case 0, 3, 6: return ends(start, plain: size, depth)
        case 1 where depth == 8, 2 where depth == 4:
            guard length > 0 else { return .damaged }
            return bytes.holds(length, at: start) ? .whole : .truncated
        default: return .damaged
        }
    }

    /// Rows of pixels that are not compressed fill up to whole words of four bytes.
    private func ends(_ start: Int, plain size: PixelSize, _ depth: Int) -> ImageFacts.Condition {
        guard size.width > 0 else { return .damaged }
        let row = (size.width * depth + 31) / 32 * 4
        let (length, overflow) = row.multipliedReportingOverflow(by: size.height)
        return !overflow && bytes.holds(length, at: start) ? .whole : .truncated
    }
}
