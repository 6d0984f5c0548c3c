/// The record at the end of an archive, which says where its directory is.
///
/// Read here before libzip does, which takes as much memory as the directory asks for.
struct ZipEnd {
    /// Where the directory stands in the file.
    let directory: Range<Int>

    private static let length = 22
    private static let signature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    private static let locatorLength = 20
    private static let locatorSignature: [UInt8] = [0x50, 0x4B, 0x06, 0x07]
    private static let largeLength = 56
    private static let largeSignature: [UInt8] = [0x50, 0x4B, 0x06, 0x06]

    /// Finds the one record whose comment ends where the file ends. Two of them would make two archives of one file.
    init(of file: borrowing PackageFile, limits: PackageLimits) throws(PackageProblem) {
        let longest = Self.locatorLength + Self.length + 0xFFFF
        let start = max(0, file.size - longest)
        let tail = try file.bytes(in: start..<file.size)
        var ends: [ZipEnd] = []
        for place in tail.indices where tail.has(Self.signature, at: place) {
            guard let comment = tail.little(2, at: place + 20) else { continue }
            // An archive inside, stored near the end, has its own record here, which libzip tries as well.
            guard let end = try ZipEnd(at: place, of: tail, start: start, file) else { continue }
            try end.check(limits)
            if place + Self.length + comment == tail.count { ends.append(end) }
        }
        guard ends.count == 1 else { throw try Self.none(in: file) }
        self = ends[0]
    }

    /// `nil` for a record that leads nowhere.
    private init?(
        at place: Int,
        of tail: [UInt8],
        start: Int,
        _ file: borrowing PackageFile
    ) throws(PackageProblem) {
        var record = tail[place..<min(tail.count, place + Self.length)].map { $0 }
        var sizePlace = 12, offsetPlace = 16, width = 4
        if tail.has(Self.locatorSignature, at: place - Self.locatorLength) {
            guard let large = tail.little(8, at: place - Self.locatorLength + 8), large <= file.size - Self.largeLength
            else { return nil }
            record = try file.bytes(in: large..<large + Self.largeLength)
            guard record.has(Self.largeSignature, at: 0) else { return nil }
            (sizePlace, offsetPlace, width) = (40, 48, 8)
        }
        guard let size = record.little(width, at: sizePlace), let offset = record.little(width, at: offsetPlace),
            size <= start + place, offset <= start + place - size
        else { return nil }
        directory = offset..<offset + size
    }

    private func check(_ limits: PackageLimits) throws(PackageProblem) {
        guard directory.count <= limits.maximumDirectoryBytes else {
            let message = """
                The list of files in the package has more than \(limits.maximumDirectoryBytes) bytes. Pack fewer files, with \
                shorter names.
                """
            throw PackageProblem(.tooManyFiles, at: .package, message)
        }
    }

    private static func none(in file: borrowing PackageFile) throws(PackageProblem) -> PackageProblem {
        let head = try file.bytes(in: 0..<min(2, file.size))
        guard head == [0x50, 0x4B] else {
            return PackageProblem(.notAZip, at: .package, "The package is no zip archive. Pack its files as .zip.")
        }
        return .damagedArchive
    }
}

extension PackageProblem {
    static var damagedArchive: PackageProblem {
        let message = "The archive is damaged, perhaps cut short. Pack the files again and upload the package anew."
        return PackageProblem(.damagedArchive, at: .package, message)
    }
}
