import CLibZip

/// A file of an archive, as the archive announces it.
struct ZipEntry: Sendable {
    let index: zip_uint64_t
    let name: EntryName

    /// Unpacked, in bytes.
    let size: Int

    let isEncrypted: Bool

    /// Whether it is stored or deflated: what every program can unpack.
    let isPlainlyPacked: Bool

    init(_ index: zip_uint64_t, _ name: EntryName, of archive: borrowing ZipHandle) throws(PackageProblem) {
        var status = zip_stat_t()
        guard zip_stat_index(archive.pointer, index, 0, &status) == 0 else { throw .damagedArchive }
        self.index = index
        self.name = name
        size = Int(clamping: status.size)
        isEncrypted = Int32(status.encryption_method) != ZIP_EM_NONE
        isPlainlyPacked = [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(Int32(status.comp_method))
    }

    func problem(_ code: PackageProblem.Code, _ message: String) -> PackageProblem {
        PackageProblem(code, at: .file(name.text), message)
    }
}
