import CLibZip
import Foundation

/// The file of a package, open for reading through libzip; closed when it goes away.
struct PackageFile: ~Copyable {
    /// An open source of libzip's.
    let source: OpaquePointer

    /// In bytes.
    let size: Int

    init(_ path: String) throws(PackageProblem) {
        var error = zip_error_t()
        // libzip would read a path up to its first NUL.
        guard !path.utf8.contains(0), let source = zip_source_file_create(path, 0, -1, &error) else {
            throw Self.unreadable
        }
        guard zip_source_open(source) == 0 else {
            zip_source_free(source)
            throw Self.unreadable
        }
        var status = zip_stat_t()
        guard zip_source_stat(source, &status) == 0, status.valid & zip_uint64_t(ZIP_STAT_SIZE) != 0 else {
            zip_source_close(source)
            zip_source_free(source)
            throw Self.unreadable
        }
        self.source = source
        size = Int(clamping: status.size)
    }

    deinit {
        zip_source_close(source)
        zip_source_free(source)
    }

    func check(_ limits: PackageLimits) throws(PackageProblem) {
        guard size <= limits.maximumBytes else {
            let message =
                "The package has more than \(limits.maximumBytes) bytes. Leave out what isn't deployed from it."
            throw PackageProblem(.packageTooLarge, at: .package, message)
        }
    }

    /// The bytes of a range, which has to lie inside the file.
    func bytes(in range: Range<Int>) throws(PackageProblem) -> [UInt8] {
        guard zip_source_seek(source, zip_int64_t(range.lowerBound), SEEK_SET) == 0 else { throw Self.unreadable }
        var bytes = [UInt8](repeating: 0, count: range.count)
        var place = 0
        while place < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                zip_source_read(source, $0.baseAddress?.advanced(by: place), zip_uint64_t(range.count - place))
            }
            guard count > 0 else { throw Self.unreadable }
            place += Int(count)
        }
        return bytes
    }

    static var unreadable: PackageProblem {
        let message = "The package couldn't be read here. Nothing is known to be wrong with it: publish again later."
        return PackageProblem(.unreadable, at: .package, message)
    }
}
