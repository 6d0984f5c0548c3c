import Foundation

/// What the system says about a file.
struct FileStatus: Sendable {
    let isRegular: Bool
    let isPipe: Bool

    /// In bytes; it means nothing where the file isn't a regular one.
    let size: Int64

    private let device: UInt64
    private let inode: UInt64

    /// `nil` where no file is open.
    init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of what a path leads to; `nil` where that is nothing.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isPipe = status.st_mode & S_IFMT == S_IFIFO
        size = Int64(status.st_size)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// Whether both are about one file, by whatever names.
    func isSame(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}
