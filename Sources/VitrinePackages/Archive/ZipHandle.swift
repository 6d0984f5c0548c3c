import CLibZip

/// An open zip archive of libzip's; closed when it goes away.
struct ZipHandle: ~Copyable {
    let pointer: OpaquePointer

    /// Opens an archive for reading; `file` may go away before.
    ///
    /// The directory at the end has to agree with the headers before each file, so that no two programs can see different
    /// files in one archive.
    init(_ file: borrowing PackageFile) throws(PackageProblem) {
        var error = zip_error_t()
        // libzip frees the source that it opens.
        zip_source_keep(file.source)
        guard let pointer = zip_open_from_source(file.source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
            zip_source_free(file.source)
            throw Self.problem(zip_error_code_zip(&error))
        }
        self.pointer = pointer
    }

    deinit {
        zip_discard(pointer)
    }

    private static func problem(_ code: Int32) -> PackageProblem {
        switch code {
        case ZIP_ER_MEMORY, ZIP_ER_OPEN: PackageFile.unreadable
        default: .damagedArchive
        }
    }
}
