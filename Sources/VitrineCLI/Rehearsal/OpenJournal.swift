import Foundation

/// A file that a journal goes to.
///
/// It is open from before anything is rehearsed, so that one that can't be written is known in time.
struct OpenJournal: Sendable {
    let target: JournalTarget
    private let descriptor: Int32
    private let status: FileStatus

    /// Whether it wasn't there before.
    private let isNew: Bool

    /// Whether it is all the journal's: a regular file, and none that the process was given as a standard stream.
    private let isOwn: Bool

    /// Whether it is a standard stream itself, whose flags are everybody's.
    private let isStream: Bool

    /// Opens it without waiting: for a pipe's reader, that could take for ever.
    ///
    /// - Throws: ``CommandFailure`` where it can't be written, or is a pipe that nobody reads.
    init(_ target: JournalTarget) throws {
        let streams = Self.streams(at: target.path)
        // What others write to a stream later comes behind the journal: all have one place in the file.
        let stream = streams.first { fcntl($0, F_GETFL) & O_ACCMODE != O_RDONLY }
        let flags = O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
        var descriptor = stream.map { fcntl($0, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) } ?? open(target.path, flags)
        isNew = descriptor < 0 && errno == ENOENT
        if isNew { descriptor = open(target.path, flags | O_CREAT, 0o666) }
        guard descriptor >= 0, let status = FileStatus(descriptor: descriptor) else {
            throw target.failure(errno)
        }
        self.target = target
        self.descriptor = descriptor
        self.status = status
        isOwn = status.isRegular && streams.isEmpty
        isStream = stream != nil
    }

    /// The standard streams that lead to what a path leads to.
    private static func streams(at path: String) -> [Int32] {
        guard let status = FileStatus(path: path) else { return [] }
        return [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO].filter { stream in
            FileStatus(descriptor: stream)?.isSame(as: status) == true
        }
    }

    /// Writes in place of what is there; behind it, where it isn't the journal's alone.
    ///
    /// A file that was removed or replaced since is made anew.
    func write(_ bytes: [UInt8]) throws {
        guard isOwn, FileStatus(path: target.path)?.isSame(as: status) != true else { return try put(bytes) }
        let anew = try OpenJournal(target)
        defer { anew.release() }
        try anew.put(bytes)
    }

    /// Closes it, and removes one that was made for a journal that didn't come.
    func release() {
        if isNew, FileStatus(descriptor: descriptor)?.size == 0 { remove() }
        close(descriptor)
    }

    private func put(_ bytes: [UInt8]) throws {
        // Only its opening wasn't to wait.
        guard isStream || fcntl(descriptor, F_SETFL, isOwn ? 0 : O_APPEND) == 0,
            !isOwn || ftruncate(descriptor, 0) == 0
        else { throw target.failure(errno) }
        do {
            try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: bytes)
        } catch {
            throw CommandFailure("The journal can't be written to \(target.path): \(CommandFailure.readable(error))")
        }
    }

    /// Where the path has led through links, it is the file itself that goes.
    private func remove() {
        guard FileStatus(path: target.path)?.isSame(as: status) == true, let path = realpath(target.path, nil) else {
            return
        }
        unlink(path)
        free(path)
    }
}

extension JournalTarget {
    /// Why it can't be written, by what the system said.
    fileprivate func failure(_ code: Int32) -> CommandFailure {
        let isUnread = code == ENXIO && FileStatus(path: path)?.isPipe == true
        let reason = isUnread ? "nobody reads this pipe. Start its reader first" : String(cString: strerror(code))
        return CommandFailure("The journal can't be written to \(path): \(reason).")
    }
}
