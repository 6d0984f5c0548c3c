import Synchronization
import Testing
import VitrineDelivery

/// Reading files from hosts that strangers named: which are asked, and how much is taken.
@Suite struct FetchTests {
    @Test func `a file comes from the address that was checked, without anything of ours`() async throws {
        let site = StubSite(["https://files.example/a.png?sig=x": .file("picture")])
        let (head, bytes) = try await fetch("https://files.example/a.png?sig=x", of: site)
        #expect(String(decoding: bytes, as: UTF8.self) == "picture")
        #expect(head.status == 200)
        let request = try #require(site.requests.first)
        #expect(request.address == IPAddress("1.1.1.1"))
        #expect(request.headers.map(\.name) == ["user-agent"])
    }

    @Test(arguments: [
        ("https://files.example/a", ["https://files.example/b"]), ("/b", ["https://files.example/b"]),
        ("https://other.example/b", ["https://other.example/b"]),
    ])
    func `a redirect is followed where it leads outside`(location: String, urls: [String]) async throws {
        let site = StubSite([
            "https://files.example/start": .redirect(location), "https://files.example/a": .redirect("/b"),
            "https://files.example/b": .file("here"), "https://other.example/b": .file("here"),
        ])
        #expect(try await fetch("https://files.example/start", of: site).1 == Array("here".utf8))
    }

    @Test(arguments: [
        "https://inside.example/", "https://10.0.0.1/", "https://[::1]/", "http://files.example/b",
        "ftp://files.example/b",
        "//other.example/b", "b", "", "https://169.254.169.254/latest/meta-data/", "https://me@files.example/b",
        "https://files.example/start",
    ])
    func `a redirect that leads inside, or nowhere, is refused for good`(location: String) async throws {
        let site = StubSite(["https://files.example/start": .redirect(location), "https://inside.example/": .file("x")])
        let failure = await failure { try await fetch("https://files.example/start", of: site) }
        #expect(failure?.isPermanent == true)
        #expect(failure?.sentence.contains("10.0.0") == false)
        #expect(site.requests.allSatisfy { $0.address == IPAddress("1.1.1.1") })
        #expect(site.requests.count <= 6)
    }

    @Test(arguments: [("https://inside.example/", 0), ("https://many.example/", 0), ("http://files.example/", 0)])
    func `a host inside is not asked, be it by one of many addresses`(url: String, count: Int) async throws {
        let site = StubSite([url: .file("x")])
        let failure = await failure { try await fetch(url, of: site) }
        #expect(failure?.isPermanent == true)
        #expect(site.requests.count == count)
    }

    @Test func `a host inside that the operator allows is asked, over http too`() async throws {
        let site = StubSite(["http://inside.example:80/a": .file("x")])
        #expect(try await fetch("http://inside.example/a", of: site, allowed: ["inside.example"]).1 == [0x78])
        #expect(site.requests.map(\.address) == [IPAddress("10.0.0.1")])
    }

    @Test(arguments: [
        (404, true), (403, true), (410, true), (400, true), (204, true), (206, true), (408, false), (429, false),
        (500, false), (503, false),
    ])
    func `an answer that isn't the file is a failure of its kind`(status: Int, isPermanent: Bool) async throws {
        let site = StubSite(["https://files.example/a": StubPage(status: status, body: "no")])
        let failure = await failure { try await fetch("https://files.example/a", of: site) }
        #expect(failure?.isPermanent == isPermanent)
        #expect(failure?.sentence.contains("\(status)") == true)
    }

    @Test(arguments: [true, false])
    func `a file that is larger than allowed is refused, announced or not`(isAnnounced: Bool) async throws {
        let page = StubPage(status: 200, body: "0123456789", saysLength: isAnnounced)
        let site = StubSite(["https://files.example/a": page])
        #expect(try await fetch("https://files.example/a", of: site, atMost: 10).1.count == 10)
        let taken = Taken()
        let failure = await failure {
            try await fetch("https://files.example/a", of: site, atMost: 9, into: taken)
        }
        #expect(failure == .permanent("The file is larger than 9 bytes."))
        #expect(taken.bytes.count <= 9)
    }

    @Test func `the end of a file is asked for as such, and its full length told`() async throws {
        let page = StubPage(status: 206, body: "end", headers: ["content-range": "bytes 97-99/100"])
        let site = StubSite([
            "https://files.example/a": page, "https://files.example/b": .file("whole, and longer than that"),
        ])
        let (head, bytes) = try await fetch("https://files.example/a", .last(3), of: site)
        #expect(head.fullLength == 100 && bytes == Array("end".utf8))
        #expect(site.requests.first?.headers.last?.value == "bytes=-3")
        let failure = await failure { try await fetch("https://files.example/b", .last(3), of: site, atMost: 3) }
        #expect(failure == .permanent("The host doesn't give parts of files."))
    }

    @Test func `a sink that can't take more ends it, as something that may go better`() async throws {
        struct Full: Error {}
        let site = StubSite(["https://files.example/a": .file("x")])
        let client = try OutboundClient(resolver: StubSite.resolver, connector: site)
        let failure = await failure {
            try await client.fetch("https://files.example/a", limits: FetchLimits(maximumBytes: 9)) { _ in throw Full()
            }
        }
        #expect(failure?.isPermanent == false)
    }

    private func fetch(
        _ url: String,
        _ range: FetchRange = .whole,
        of site: StubSite,
        allowed: [String] = [],
        atMost: Int = 1 << 20,
        into taken: Taken = Taken()
    ) async throws -> (ReplyHead, [UInt8]) {
        let client = try OutboundClient(resolver: StubSite.resolver, connector: site, allowedHosts: allowed)
        let limits = FetchLimits(maximumBytes: atMost)
        let head = try await client.fetch(url, range, limits: limits) { taken.add($0) }
        return (head, taken.bytes)
    }
}

/// What came into a sink.
final class Taken: Sendable {
    private let state = Mutex<[UInt8]>([])

    var bytes: [UInt8] { state.withLock { $0 } }

    func add(_ piece: [UInt8]) { state.withLock { $0 += piece } }
}

struct StubPage: Sendable {
    var status = 200
    var body = ""
    var headers: [String: String] = [:]
    var saysLength = true

    static func file(_ body: String) -> StubPage { StubPage(body: body) }
    static func redirect(_ location: String) -> StubPage { StubPage(status: 302, headers: ["location": location]) }

    var head: ReplyHead {
        let length = saysLength ? ["content-length": String(body.utf8.count)] : [:]
        return ReplyHead(status: status, headers: headers.merging(length) { own, _ in own })
    }
}

/// Pages by URL, in the form that is called.
final class StubSite: Connector {
    static let resolver = StubResolver([
        "files.example": ["1.1.1.1"], "other.example": ["1.1.1.1"], "inside.example": ["10.0.0.1"],
        "many.example": ["1.1.1.1", "10.0.0.1"],
    ])

    private let pages: [String: StubPage]
    private let log = Mutex<[PinnedGet]>([])

    var requests: [PinnedGet] { log.withLock { $0 } }

    init(_ pages: [String: StubPage]) {
        self.pages = pages
    }

    func post(_ request: PinnedRequest) async throws(ConnectionFailure) -> Reply {
        throw .notConnected("This host takes no posts.")
    }

    func get(
        _ request: PinnedGet,
        checking check: @Sendable (ReplyHead) -> FetchBody,
        into sink: FetchSink
    ) async throws(ConnectionFailure) -> ReplyHead {
        log.withLock { $0.append(request) }
        let url = request.url.text
        let page = pages[url] ?? pages[url.replacing(":443/", with: "/")] ?? StubPage(status: 404)
        guard case .wanted = check(page.head) else {
            if case .refused = check(page.head) { throw .broken("The body isn't wanted.") }
            return page.head
        }
        do {
            for byte in page.body.utf8 { try await sink([byte]) }
        } catch {
            throw .broken("The sink is full.")
        }
        return page.head
    }
}
