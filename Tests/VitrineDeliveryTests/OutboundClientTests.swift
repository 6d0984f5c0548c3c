import Testing
import VitrineDelivery

@Suite struct OutboundClientTests {
    @Test func `a post goes to the address that was checked, with its headers`() async throws {
        let connector = StubConnector()
        let client = try client(["hooks.example.org": ["1.1.1.1"]], connector)

        let reply = try await client.send(.fixture(to: "https://hooks.example.org/a?b"))

        #expect(reply == Reply(status: 200, body: []))
        let request = try #require(connector.requests.first)
        #expect(connector.requests.count == 1)
        #expect(request.address == IPAddress("1.1.1.1"))
        #expect(request.url.text == "https://hooks.example.org:443/a?b")
        #expect(request.body == Array(#"{"event":"published"}"#.utf8))
        #expect(request.replyLimit == 65536)
        let names = request.headers.map(\.name)
        #expect(
            names == ["content-type", "user-agent"] + ["delivery", "timestamp", "signature"].map { "x-vitrine-" + $0 }
        )
    }

    @Test(arguments: [
        ["10.0.0.1"], ["::1"], ["1.1.1.1", "10.0.0.1"], ["2606:4700::1", "1.1.1.1", "::ffff:127.0.0.1"],
    ])
    func `a host with an address of ours is refused, be it one of many`(addresses: [String]) async throws {
        let connector = StubConnector()
        let client = try client(["hooks.example.org": addresses], connector)
        let failure = await failure { try await client.send(.fixture(to: "https://hooks.example.org/")) }
        #expect(failure?.isPermanent == true)
        #expect(failure?.sentence.contains("10.0") == false)
        #expect(connector.requests.isEmpty)
    }

    @Test(arguments: ["https://10.0.0.1/", "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/latest/meta-data/"])
    func `an address in the URL is checked like others`(url: String) async throws {
        let connector = StubConnector()
        let client = try client([:], connector)
        let failure = await failure { try await client.send(.fixture(to: url)) }
        #expect(failure?.isPermanent == true)
        #expect(connector.requests.isEmpty)
    }

    @Test func `only a host that the operator allows is called over http, or inside`() async throws {
        let connector = StubConnector()
        let known = ["inside.example": ["10.0.0.1"], "public.example": ["1.1.1.1"], "sub.inside.example": ["10.0.0.2"]]
        let client = try client(known, connector, allowed: ["Inside.example", "[::1]"])
        for url in ["http://inside.example/", "https://inside.example:8443/", "http://[::1]:9/"] {
            _ = try await client.send(.fixture(to: url))
        }
        #expect(connector.requests.map(\.address.description) == ["10.0.0.1", "10.0.0.1", "0:0:0:0:0:0:0:1"])
        for url in [
            "http://public.example/", "https://sub.inside.example/", "http://sub.inside.example/", "http://[::2]/",
        ] {
            let failure = await failure { try await client.send(.fixture(to: url)) }
            #expect(failure?.isPermanent == true, "\(url)")
        }
        #expect(connector.requests.count == 3)
    }

    @Test func `an entry of the allowed hosts that isn't a host is refused`() {
        #expect(throws: DeliveryFailure.self) { try client([:], StubConnector(), allowed: ["https://a.example"]) }
        #expect(throws: DeliveryFailure.self) { try client([:], StubConnector(), allowed: ["a.example:80"]) }
    }

    @Test(arguments: [
        (301, true), (302, true), (307, true), (308, true), (304, true), (400, true), (401, true), (404, true),
        (410, true),
        (408, false), (425, false), (429, false), (500, false), (503, false), (599, false), (600, true), (199, true),
    ])
    func `a status that isn't 2xx is a failure of its kind`(status: Int, isPermanent: Bool) async throws {
        let client = try client(["a.example": ["1.1.1.1"]], StubConnector(status: status))
        let failure = await failure { try await client.send(.fixture(to: "https://a.example/")) }
        #expect(failure?.isPermanent == isPermanent)
        #expect(failure?.sentence.contains("\(status)") == true)
        #expect(failure?.sentence.contains("redirect") == (300..<400).contains(status))
    }

    @Test(arguments: [200, 201, 202, 204, 299])
    func `2xx is a success`(status: Int) async throws {
        let client = try client(["a.example": ["1.1.1.1"]], StubConnector(status: status))
        #expect(try await client.send(.fixture(to: "https://a.example/")).status == status)
    }

    @Test func `the next address is tried when nothing was sent, and only then`() async throws {
        let second = StubConnector { request throws(ConnectionFailure) in
            guard request.address == IPAddress("1.1.1.2") else { throw .notConnected("no route") }
            return Reply(status: 200, body: [])
        }
        let known = ["a.example": ["1.1.1.1", "1.1.1.2", "1.1.1.3"]]
        _ = try await client(known, second).send(.fixture(to: "https://a.example/"))
        #expect(second.requests.map(\.address.description) == ["1.1.1.1", "1.1.1.2"])

        let broken = StubConnector { _ throws(ConnectionFailure) in throw .broken("gone") }
        let failure = await failure { try await client(known, broken).send(.fixture(to: "https://a.example/")) }
        #expect(failure == .temporary("gone"))
        #expect(broken.requests.count == 1)
    }

    @Test(arguments: ["a\r\nx-b: c", "a\u{0}", "", " a", "ä"])
    func `what can't be a header's value is refused before anything is sent`(value: String) async throws {
        let connector = StubConnector()
        let client = try client(["a.example": ["1.1.1.1"]], connector)
        for post in [
            SignedPost.fixture(to: "https://a.example/", contentType: value),
            .fixture(to: "https://a.example/", id: value),
        ] {
            #expect(await failure { try await client.send(post) }?.isPermanent == true)
        }
        #expect(connector.requests.isEmpty)
    }
}
