import CLibZip

/// A file of an archive, as the archive announces it.
struct ZipEntry {
    let index: zip_uint64_t
    let name: PartName

    /// Whether only a folder is announced.
    let isFolder: Bool

    private let size: zip_uint64_t
    private let compressedSize: zip_uint64_t
    private let compression: Int32
    private let encryption: Int32

    init(_ index: zip_uint64_t, of archive: borrowing ZipHandle) throws(PriceFinding) {
        var status = zip_stat_t()
        guard zip_stat_index(archive.pointer, index, 0, &status) == 0, let text = status.name else {
            throw PriceFinding(.damagedArchive, at: .spreadsheet, "The file is damaged. Save the workbook again.")
        }
        let shown = String(cString: text)
        isFolder = shown.hasSuffix("/") && status.size == 0
        guard let name = PartName(isFolder ? String(shown.dropLast()) : shown) else {
            let message = "A part can't have this name. Save the workbook again."
            throw PriceFinding(.unsafePartName, at: .part(shown), message)
        }
        self.index = index
        self.name = name
        size = status.size
        compressedSize = status.comp_size
        compression = Int32(status.comp_method)
        encryption = Int32(status.encryption_method)
    }

    /// Refuses what no spreadsheet program writes, whether the part is going to be read or not.
    func check(_ limits: SpreadsheetLimits) throws(PriceFinding) {
        guard encryption == ZIP_EM_NONE else {
            throw finding(.encryptedPart, "This part is encrypted. Save the workbook without a password.")
        }
        guard compression == ZIP_CM_STORE || compression == ZIP_CM_DEFLATE else {
            throw finding(.unknownCompression, "This part is compressed in an uncommon way. Save the workbook again.")
        }
        guard !name.isArchive else {
            throw finding(.nestedArchive, "A file is embedded in the workbook. Remove it and keep only the prices.")
        }
        try check(size: Int(clamping: size), limits)
    }

    /// Refuses a part of `size` bytes uncompressed, announced or counted.
    func check(size: Int, _ limits: SpreadsheetLimits) throws(PriceFinding) {
        guard size <= limits.maximumPartBytes else {
            let message = "This part has more than \(limits.maximumPartBytes) bytes. Keep only the prices in the file."
            throw finding(.partTooLarge, message)
        }
        let ratio = size / max(1, Int(clamping: compressedSize))
        guard size <= limits.ratioFreeBytes || ratio <= limits.maximumRatio else {
            let message = """
                This part is compressed more than \(limits.maximumRatio) times. Delete formatted rows and columns that are \
                empty, and save the workbook again.
                """
            throw finding(.expandsTooMuch, message)
        }
    }

    func finding(_ code: PriceFinding.Code, _ message: String) -> PriceFinding {
        PriceFinding(code, at: .part(name.text), message)
    }

    var damaged: PriceFinding { finding(.damagedArchive, "This part is damaged. Save the workbook again.") }
}
