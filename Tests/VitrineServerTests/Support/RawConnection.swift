import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// A connection that sends whatever a test wants it to, and reads answers as they come.
struct RawConnection: Sendable {
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let inbound: Inbound

    /// Gives `work` a connection to `server`, and closes it afterwards.
    static func with<Value: Sendable>(
        _ server: RunningServer,
        _ work: @Sendable (RawConnection) async throws -> Value
    ) async throws -> Value {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: server.host, port: server.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true)
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await work(RawConnection(outbound: outbound, inbound: Inbound(inbound.makeAsyncIterator())))
        }
    }

    func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    func send(_ bytes: ByteBuffer) async throws {
        try await outbound.write(bytes)
    }

    /// Says that nothing more comes; what is sent back can still be read.
    func endSending() {
        outbound.finish()
    }

    /// The next answer, which has a body as its head says; one to HEAD has none whatever its head says.
    ///
    /// Throws ``BrokenAnswer`` when the connection ends before or within it, or what comes is no answer.
    func answer(toHead isHead: Bool = false) async throws -> Answer {
        try await inbound.answer(isHead: isHead)
    }

    /// Everything until the server ends the connection. A reset is an error.
    func rest() async throws -> String { try await inbound.rest() }

    /// As ``rest()``, while something is still being sent: a server that closes with bytes unread resets the connection.
    func restOrReset() async throws -> String {
        do {
            return try await inbound.rest()
        } catch let error as IOError where error.errnoCode == ECONNRESET {
            return await inbound.gatheredText()
        }
    }
}

/// What came instead of an answer.
struct BrokenAnswer: Error {
    let text: String
}

/// The reading half: one reader at a time.
private actor Inbound {
    private var chunks: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private var gathered = ByteBuffer()

    init(_ chunks: sending NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) {
        self.chunks = chunks
    }

    func answer(isHead: Bool) async throws -> Answer {
        while !gathered.hasHead {
            guard try await gatherMore() else { throw BrokenAnswer(text: String(buffer: gathered)) }
        }
        let (status, headers) = try gathered.takeHead()
        let length =
            isHead || status == 204 || status == 304 || status < 200
            ? 0 : headers.first(name: "content-length").flatMap { Int($0) }
        guard let length else { throw BrokenAnswer(text: "no content-length: \(headers)") }
        while gathered.readableBytes < length {
            guard try await gatherMore() else { throw BrokenAnswer(text: String(buffer: gathered)) }
        }
        return Answer(status: status, headers: headers, body: gathered.readString(length: length) ?? "")
    }

    func rest() async throws -> String {
        while try await gatherMore() {}
        return gatheredText()
    }

    func gatheredText() -> String {
        gathered.readString(length: gathered.readableBytes) ?? ""
    }

    private func gatherMore() async throws -> Bool {
        var chunks = self.chunks
        let chunk = try await chunks.next(isolation: #isolation)
        self.chunks = chunks
        guard var chunk else { return false }
        gathered.writeBuffer(&chunk)
        return true
    }
}

extension ByteBuffer {
    private static let blankLine = Array("\r\n\r\n".utf8)

    fileprivate var hasHead: Bool {
        readableBytesView.firstRange(of: Self.blankLine) != nil
    }

    fileprivate mutating func takeHead() throws -> (status: Int, headers: HTTPHeaders) {
        let end = readableBytesView.firstRange(of: Self.blankLine)?.lowerBound ?? readerIndex
        let head = readString(length: end - readerIndex) ?? ""
        moveReaderIndex(forwardBy: Self.blankLine.count)
        let lines = head.split(separator: "\r\n")
        guard let first = lines.first, let status = first.wholeMatch(of: /HTTP\/1\.1 (\d{3}) .*/),
            let code = Int(status.1)
        else {
            throw BrokenAnswer(text: head)
        }
        var headers = HTTPHeaders()
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw BrokenAnswer(text: head) }
            headers.add(name: String(line[..<colon]), value: String(line[colon...].dropFirst(2)))
        }
        return (code, headers)
    }
}
