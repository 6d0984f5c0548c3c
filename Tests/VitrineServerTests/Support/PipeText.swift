import Foundation

/// The text that comes out of a pipe, read as it comes.
actor PipeText {
    /// The end that a process writes to. It is that process's to close.
    nonisolated let writingEnd: Int32

    private let reading: FileHandle
    private var chunks: AsyncStream<Data>.Iterator
    private var gathered = Data()

    init() throws {
        var ends: [Int32] = [0, 0]
        // A pair of sockets: of a pipe, a process that starts at this moment might inherit an end.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw POSIXError(.EMFILE) }
        let (stream, continuation) = AsyncStream<Data>.makeStream()
        let reading = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        reading.readabilityHandler = { handle in
            let chunk = handle.availableData
            guard chunk.isEmpty else {
                continuation.yield(chunk)
                return
            }
            handle.readabilityHandler = nil
            continuation.finish()
        }
        self.reading = reading
        writingEnd = ends[1]
        chunks = stream.makeAsyncIterator()
    }

    /// The first line, when it is there; `nil` when the process ends before one.
    func firstLine() async -> String? {
        while !gathered.contains(0x0A) {
            guard await gatherMore() else { return nil }
        }
        return String(decoding: gathered.prefix { $0 != 0x0A }, as: UTF8.self)
    }

    /// All that has come once `text` has; `nil` when the process ends before.
    func text(until text: String) async -> String? {
        while true {
            let gathered = String(decoding: gathered, as: UTF8.self)
            if gathered.contains(text) { return gathered }
            guard await gatherMore() else { return nil }
        }
    }

    /// All of it, when the process has ended.
    func all() async -> String {
        while await gatherMore() {}
        return String(decoding: gathered, as: UTF8.self)
    }

    private func gatherMore() async -> Bool {
        var chunks = self.chunks
        let chunk = await chunks.next(isolation: #isolation)
        self.chunks = chunks
        guard let chunk else { return false }
        gathered += chunk
        return true
    }
}
