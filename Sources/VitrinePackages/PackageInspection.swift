/// Looks into one package, from the outside to the inside.
struct PackageInspection {
    let kind: PackageKind
    let limits: PackageLimits

    private(set) var problems: ProblemList
    private(set) var attributionIDs = AttributionIDs()

    init(kind: PackageKind, limits: PackageLimits) {
        self.kind = kind
        self.limits = limits
        problems = ProblemList(limit: limits.maximumProblems)
    }

    /// Returns whether it came to the end. Without a list of files that can be relied on, there is nothing else to look at.
    mutating func run(_ path: String) -> Bool {
        do throws(PackageProblem) {
            let file = try PackageFile(path)
            try file.check(limits)
            let names = try ZipDirectory(of: file, limits: limits).names()
            guard check(names) else { return false }
            let archive = try ZipArchive(file, names: names)
            check(archive.files, packedBytes: file.size)
            readFiles(of: archive)
            return true
        } catch {
            problems.add(error)
            return false
        }
    }

    /// Returns whether each name leads to one file, so that the archive can be opened.
    private mutating func check(_ names: [EntryName]) -> Bool {
        var seen: Set<String> = []
        for name in names {
            if let danger = name.danger { problems.add(.unsafeName, at: .file(name.text), danger) }
            guard !seen.insert(name.folded).inserted else { continue }
            let message = "Two files have this name; capital and small letters count as the same. Keep one of them."
            problems.add(.duplicateName, at: .file(name.text), message)
        }
        return Set(names.map(\.text)).count == names.count && !names.contains { $0.text.utf8.contains(0) }
    }

    private mutating func check(_ files: [ZipEntry], packedBytes: Int) {
        for file in files {
            if file.isEncrypted {
                problems.add(file.problem(.encryptedFile, "The file is encrypted. Pack the files without a password."))
            }
            if file.size > limits.maximumFileBytes {
                let message =
                    "The file has more than \(limits.maximumFileBytes) bytes when unpacked. Split it, or leave it out."
                problems.add(file.problem(.fileTooLarge, message))
            }
        }
        // A file that is too large was told of already; counted like this, the sum can't overflow.
        let whole = files.reduce(0) { $0 + min($1.size, limits.maximumFileBytes) }
        guard whole > limits.ratioFreeBytes, whole / max(1, packedBytes) >= limits.maximumRatio else { return }
        let message = """
            The files are \(limits.maximumRatio) times as large as the archive, or more. Leave out files that are nearly \
            empty, such as images of disks.
            """
        problems.add(.expandsTooMuch, at: .package, message)
    }
}

// MARK: - Content

extension PackageInspection {
    /// That a file is encrypted was told of already.
    private mutating func readFiles(of archive: borrowing ZipArchive) {
        let required = RequiredFiles(of: kind, among: archive.files).find(reporting: &problems)
        for (role, file) in required where !file.isEncrypted {
            do throws(PackageProblem) {
                let document = try PackageJSON(file, in: archive, limits: limits, reporting: &problems)
                check(document, as: role)
            } catch {
                problems.add(error)
            }
        }
    }

    private mutating func check(_ document: PackageJSON, as role: RequiredFile.Role) {
        document.checkMembers(role.members, reporting: &problems)
        guard role != .definition else { return }
        attributionIDs.collect(from: document.root)
        if role == .testDriveTemplate { TestDriveParameters(document).check(reporting: &problems) }
    }
}
