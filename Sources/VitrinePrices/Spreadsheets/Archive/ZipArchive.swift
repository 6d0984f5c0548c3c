import CLibZip

/// The files inside a spreadsheet, none of which is unpacked before it is asked for.
struct ZipArchive: ~Copyable {
    private let handle: ZipHandle
    private let entries: [PartName: ZipEntry]
    private let limits: SpreadsheetLimits

    /// - Throws: the first finding about the file as a whole, or about a name or a declared size in it.
    init(_ bytes: [UInt8], limits: SpreadsheetLimits) throws(PriceFinding) {
        try Self.checkBeginning(of: bytes, limits: limits)
        let handle = try ZipHandle(bytes)
        entries = try Self.entries(of: handle, limits: limits)
        self.handle = handle
        self.limits = limits
    }

    func contains(_ part: PartName) -> Bool { entries[part] != nil }

    /// A part's bytes; `nil` when there is no such part.
    ///
    /// What counts is how many bytes come, not how many were announced: reading ends at the limit.
    func bytes(of part: PartName) throws(PriceFinding) -> [UInt8]? {
        guard let entry = entries[part] else { return nil }
        guard let file = zip_fopen_index(handle.pointer, entry.index, 0) else { throw entry.damaged }
        defer { zip_fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = Int(zip_fread(file, &chunk, zip_uint64_t(chunk.count)))
            guard count >= 0 else { throw entry.damaged }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            try entry.check(size: bytes.count, limits)
        }
    }
}

// MARK: - Opening

extension ZipArchive {
    private static func checkBeginning(of bytes: [UInt8], limits: SpreadsheetLimits) throws(PriceFinding) {
        guard bytes.count <= limits.maximumBytes else {
            let message = "The file has more than \(limits.maximumBytes) bytes. Keep only the prices in it."
            throw PriceFinding(.spreadsheetTooLarge, at: .spreadsheet, message)
        }
        // Workbooks with a password are wrapped in the container that .xls files are.
        guard !bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else {
            let message = "The workbook has a password, or is an old .xls. Save it as .xlsx without a password."
            throw PriceFinding(.protectedOrOldWorkbook, at: .spreadsheet, message)
        }
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            let message = "The file is no .xlsx workbook. Save the spreadsheet as .xlsx and upload that."
            throw PriceFinding(.notAnXLSX, at: .spreadsheet, message)
        }
    }

    private static func entries(
        of handle: borrowing ZipHandle,
        limits: SpreadsheetLimits
    ) throws(PriceFinding) -> [PartName: ZipEntry] {
        let count = zip_get_num_entries(handle.pointer, 0)
        guard count <= limits.maximumParts else {
            let message =
                "The file has \(count) parts; at most \(limits.maximumParts) may be. Keep only the prices in it."
            throw PriceFinding(.tooManyParts, at: .spreadsheet, message)
        }
        var entries: [PartName: ZipEntry] = [:]
        for index in 0..<zip_uint64_t(max(0, count)) {
            let entry = try ZipEntry(index, of: handle)
            guard !entry.isFolder else { continue }
            try entry.check(limits)
            guard entries.updateValue(entry, forKey: entry.name) == nil else {
                throw entry.finding(.duplicatePart, "There are two parts of this name. Save the workbook again.")
            }
        }
        return entries
    }
}
