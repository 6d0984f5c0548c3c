import CLibZip
import Foundation

/// An open zip archive of libzip's; closed when it goes away.
struct ZipHandle: ~Copyable {
    let pointer: OpaquePointer

    /// Opens an archive in memory, of which libzip keeps a copy.
    ///
    /// The directory at the end has to agree with the headers before each file, so that no two programs can see different
    /// files in one archive.
    init(_ bytes: [UInt8]) throws(PriceFinding) {
        guard let source = Self.source(of: bytes) else { throw Self.finding(ZIP_ER_MEMORY) }
        var error = zip_error_t()
        guard let pointer = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
            zip_source_free(source)
            throw Self.finding(zip_error_code_zip(&error))
        }
        self.pointer = pointer
    }

    deinit {
        zip_discard(pointer)
    }

    /// The copy is libzip's to free.
    private static func source(of bytes: [UInt8]) -> OpaquePointer? {
        guard let copy = malloc(max(1, bytes.count)) else { return nil }
        bytes.withUnsafeBytes { if let start = $0.baseAddress { copy.copyMemory(from: start, byteCount: $0.count) } }
        var error = zip_error_t()
        let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &error)
        if source == nil { free(copy) }
        return source
    }

    private static func finding(_ code: Int32) -> PriceFinding {
        guard code != ZIP_ER_EXISTS else {
            let message = "Two parts have the same name. Save the workbook again."
            return PriceFinding(.duplicatePart, at: .spreadsheet, message)
        }
        let message = "The file is damaged, perhaps cut short. Save the workbook again and upload it anew."
        return PriceFinding(.damagedArchive, at: .spreadsheet, message)
    }
}
