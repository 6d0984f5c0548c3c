/// The footer that ends the file of a virtual hard disk. Source: Virtual Hard Disk Image Format Specification, version 1.0.
package struct DiskFooter: Hashable, Sendable {
    /// Bytes of a footer, at the end of the file.
    package static let length = 512

    private static let megabyte: UInt64 = 1_048_576
    private static let fixedType = 2

    /// Bytes of the disk, as the machine sees it.
    package let size: Int

    /// Reads the footer of a fixed disk.
    ///
    /// - Parameters:
    ///   - footer: The last ``length`` bytes of the file.
    ///   - fileLength: Bytes of the whole file, its footer included.
    ///   - sizes: The sizes that a disk may have, in bytes.
    /// - Throws: ``DiskFault``, in the order of its cases.
    package init(_ footer: [UInt8], fileLength: Int, sizes: ClosedRange<Int>) throws(DiskFault) {
        let bytes = ByteReader(footer)
        guard bytes.count == Self.length, bytes.has("conectix", at: 0) else { throw .noFooter }
        guard bytes.big32(at: 64) == Self.checksum(of: footer) else { throw .wrongChecksum }
        guard bytes.big32(at: 60) == Self.fixedType else { throw .notFixed(DiskType(bytes.big32(at: 60))) }
        let written = UInt64(bytes.big32(at: 48) ?? 0) << 32 | UInt64(bytes.big32(at: 52) ?? 0)
        guard written % Self.megabyte == 0, let size = Int(exactly: written) else { throw .notWholeMegabytes(written) }
        guard fileLength - Self.length == size else { throw .wrongFileLength(fileLength, diskSize: size) }
        guard sizes.contains(size) else { throw .sizeNotAllowed(size, allowed: sizes) }
        self.size = size
    }

    /// The sum of all bytes but the checksum's own, its bits turned.
    private static func checksum(of footer: [UInt8]) -> Int {
        let sum = footer.indices.reduce(0) { (64..<68).contains($1) ? $0 : $0 + Int(footer[$1]) }
        return Int(~UInt32(truncatingIfNeeded: sum))
    }
}

/// The kinds of virtual hard disks.
package enum DiskType: Hashable, Sendable {
    case dynamic, differencing, other

    init(_ number: Int?) {
        switch number {
        case 3: self = .dynamic
        case 4: self = .differencing
        default: self = .other
        }
    }
}

/// What is wrong with a virtual hard disk.
package enum DiskFault: Error, Hashable, Sendable, CustomStringConvertible {
    case noFooter
    case wrongChecksum
    case notFixed(DiskType)
    case notWholeMegabytes(UInt64)
    case wrongFileLength(Int, diskSize: Int)
    case sizeNotAllowed(Int, allowed: ClosedRange<Int>)

    package var description: String {
        switch self {
        case .noFooter: "The file doesn't end with the footer of a VHD. A VHDX file has to be converted."
        case .wrongChecksum: "The VHD's footer is damaged: its checksum is wrong."
        case .notFixed(.dynamic): "The VHD is dynamic. It must be fixed."
        case .notFixed(.differencing): "The VHD is a differencing disk. It must be fixed."
        case .notFixed(.other): "The VHD is of an unknown type. It must be fixed."
        case .notWholeMegabytes(let size): "The VHD's size, \(size) bytes, is no multiple of 1 MiB."
        case .wrongFileLength(let length, let size):
            "The file has \(length) bytes. A fixed VHD of \(size) bytes has 512 more than that."
        case .sizeNotAllowed(let size, let allowed):
            "The VHD has \(size) bytes. It must have from \(allowed.lowerBound) to \(allowed.upperBound)."
        }
    }
}
