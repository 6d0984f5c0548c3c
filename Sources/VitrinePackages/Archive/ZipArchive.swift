import CLibZip

/// The files in a package, none of which is unpacked before it is asked for.
struct ZipArchive: ~Copyable {
    /// Files without the folders, in the order of the directory.
    let files: [ZipEntry]

    private let handle: ZipHandle

    /// `names` has all of the directory's, in its order.
    init(_ file: borrowing PackageFile, names: [EntryName]) throws(PackageProblem) {
        let handle = try ZipHandle(file)
        guard zip_get_num_entries(handle.pointer, 0) == names.count else { throw .damagedArchive }
        var files: [ZipEntry] = []
        for (index, name) in names.enumerated() {
            let entry = try ZipEntry(zip_uint64_t(index), name, of: handle)
            // A folder that has content is looked at like any other file.
            if !name.isFolder || entry.size > 0 { files.append(entry) }
        }
        self.files = files
        self.handle = handle
    }

    /// A file's bytes.
    ///
    /// What counts is how many bytes come, not how many were announced: reading ends at `limit`.
    func bytes(of entry: ZipEntry, atMost limit: Int) throws(PackageProblem) -> [UInt8] {
        guard entry.isPlainlyPacked else {
            throw entry.problem(
                .unknownCompression,
                "The file can't be unpacked here. Pack it as common .zip programs do."
            )
        }
        guard let file = zip_fopen_index(handle.pointer, entry.index, 0) else { throw entry.damaged }
        defer { zip_fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = Int(zip_fread(file, &chunk, zip_uint64_t(chunk.count)))
            guard count >= 0 else { throw entry.damaged }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else {
                throw entry.problem(
                    .jsonTooLarge,
                    "The file has more than \(limit) bytes. Move parts into files of their own."
                )
            }
        }
    }
}

extension ZipEntry {
    fileprivate var damaged: PackageProblem {
        problem(.damagedFile, "The file is damaged in the archive. Pack the files again.")
    }
}
