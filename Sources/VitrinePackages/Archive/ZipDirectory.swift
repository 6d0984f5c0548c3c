/// The list of files in an archive, as far as libzip doesn't tell: whole names, with what comes after a NUL.
struct ZipDirectory {
    private let bytes: [UInt8]
    private let limits: PackageLimits

    private static let signature: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    private static let headerLength = 46

    init(of file: borrowing PackageFile, limits: PackageLimits) throws(PackageProblem) {
        bytes = try file.bytes(in: ZipEnd(of: file, limits: limits).directory)
        self.limits = limits
    }

    /// The names of files and folders, in order. They are counted here: the number at the archive's end may be false.
    func names() throws(PackageProblem) -> [EntryName] {
        var names: [EntryName] = []
        var place = 0
        while place < bytes.count {
            guard bytes.has(Self.signature, at: place), let name = bytes.little(2, at: place + 28),
                let extra = bytes.little(2, at: place + 30), let comment = bytes.little(2, at: place + 32),
                place + Self.headerLength + name <= bytes.count
            else { throw .damagedArchive }
            guard names.count < limits.maximumFiles else { throw tooMany }
            let start = place + Self.headerLength
            names.append(EntryName(bytes[start..<start + name]))
            place = start + name + extra + comment
        }
        guard place == bytes.count else { throw .damagedArchive }
        return names
    }

    private var tooMany: PackageProblem {
        let message = "There are more than \(limits.maximumFiles) files in the package. Pack some of them together."
        return PackageProblem(.tooManyFiles, at: .package, message)
    }
}
