import Testing
import VitrineCore
import VitrineRehearsal

struct JournalTests {
    private static var talk: Talk {
        var talk = Talk()
        talk.add("POST", "/t/oauth2/token", body: "client_id=a")
        talk.add("GET", Talk.offer, 404)
        talk.add("PUT", Talk.offer, body: #"{"a":"Ünïque"}"#, fault: "busy")
        talk.add(
            "GET",
            "/api/publishers/FABRIKAM/offers",
            503,
            request: [("X-Run", "Nightly")],
            answer: [("X-Id", "7f")]
        )
        talk.add("GET", Talk.offer + "/status?x=y", nil)
        return talk
    }

    @Test(arguments: [
        ([], [1, 2, 3, 4, 5]), ([("method", "get")], [2, 4, 5]), ([("status", "4xx")], [2]), ([("status", "503")], [4]),
        ([("status", "400-599")], [2, 4]), ([("status", "none")], [5]), ([("publisher", "fabrikam")], [4]),
        ([("fault", "true")], [3]),
        ([("fault", "false")], [1, 2, 4, 5]), ([("since", "3")], [4, 5]), ([("text", "ünïque")], []),
        ([("text", "nïQUE")], [3]),
        ([("text", "X=Y")], [5]), ([("text", "nightly")], [4]), ([("text", "x-id")], [4]),
        ([("path", "/api/publishers/*/offers/vm")], [2, 3]),
        ([("path", "/api/**"), ("method", "GET"), ("status", "404")], [2]),
        ([("text", "")], [1, 2, 3, 4, 5]),
    ])
    func `a filter lets pass what it asks for`(parameters: [(String, String)], ids: [Int64]) throws {
        let filter = try JournalFilter(parameters: parameters.map { (name: $0.0, value: $0.1) })
        #expect(Self.talk.journal().exchanges(filter).map(\.id) == ids)
    }

    @Test(arguments: [
        ("staus", "4xx", "Did you mean 'status'?"), ("status", "9xx", "412, 4xx"), ("status", "500-400", "412, 4xx"),
        ("status", "+12", "412, 4xx"),
        ("path", "api", "from '/' on"), ("fault", "maybe", "true or false"), ("since", "x", "number of an exchange"),
        ("since", "-1", "number of an exchange"),
    ])
    func `a wrong filter is refused with what it may be`(name: String, value: String, reason: String) {
        do throws(JournalFilterError) {
            _ = try JournalFilter(parameters: [(name: name, value: value)])
            Issue.record("taken")
        } catch {
            #expect(error.description.contains(reason))
        }
    }

    @Test(arguments: ["status", "format"])
    func `a filter that is given twice is refused`(name: String) {
        #expect(throws: JournalFilterError.self) {
            try JournalFilter(parameters: [(name: name, value: "404"), (name: name, value: "404")], others: ["format"])
        }
    }

    @Test
    func `other parameters of the route are none of the filter's business`() throws {
        #expect(try JournalFilter(parameters: [(name: "format", value: "har")], others: ["format"]) == JournalFilter())
    }

    @Test
    func `the oldest make room, and are counted`() {
        let journal = Journal(limits: Journal.Limits(exchanges: 100), masking: .plain)
        var talk = Talk()
        for _ in 0..<50 { talk.add("GET", "/api") }
        for _ in 0..<10 { for exchange in talk.exchanges { journal.append(exchange) } }
        #expect(journal.count == 100 && journal.dropped == 400)
        #expect(journal.exchanges().map(\.id) == Array(401...500))
    }

    @Test
    func `bytes are limited as well, but the newest always stays`() {
        var talk = Talk()
        for _ in 0..<10 { talk.add("PUT", "/api", body: String(repeating: "x", count: 10_000)) }
        let journal = talk.journal(Journal.Limits(bytes: 35_000))
        #expect(journal.count == 3 && journal.dropped == 7)
        #expect(talk.journal(Journal.Limits(bytes: 0)).exchanges().map(\.id) == [10])
    }

    @Test
    func `as much is kept as the page says`() throws {
        let limits = Journal.Limits()
        #expect(limits.exchanges == 10_000 && limits.bytes == 64 << 20 && limits.bodyBytes == 256 << 10)
        let page = try Project.text("docs/expectations.md")
        #expect(page.contains("10,000 exchanges and 64 MiB") && page.contains("Bodies over 256 KiB are cut"))
    }

    @Test
    func `after a clear the numbers go on`() {
        let journal = Self.talk.journal()
        journal.clear()
        #expect(journal.count == 0 && journal.dropped == 0 && journal.exchanges().isEmpty)
        #expect(journal.append(Self.talk.exchanges[0]) == 6)
    }

    @Test
    func `exchanges that end at the same time each get a number`() async {
        let journal = Journal(masking: .plain)
        let exchange = Self.talk.exchanges[0]
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<200 { journal.append(exchange) } } }
        }
        #expect(Set(journal.exchanges().map(\.id)) == Set(1...1_600))
    }

    @Test(arguments: [
        ("GET", "/api/publishers", "/api/publishers", CallRoute.Kind.publishers),
        ("GET", "/api/publishers/c/", "/api/publishers/{publisher}", .publishers),
        ("GET", "/api/publishers/c/offers?x=1", "/api/publishers/{publisher}/offers", .offerList),
        ("PUT", "/API/Publishers/c/Offers/o", "/api/publishers/{publisher}/offers/{offer}", .offer),
        ("POST", "/api/publishers/c/offers/o/publish", "/api/publishers/{publisher}/offers/{offer}/publish", .publish),
        ("POST", "/api/publishers/c/offers/o/golive/", "/api/publishers/{publisher}/offers/{offer}/golive", .golive),
        (
            "GET", "/api/publishers/c/offers/o/operations/1",
            "/api/publishers/{publisher}/offers/{offer}/operations/{operation}", .operations
        ),
        ("GET", "/api/operations/c$o$1$preview", "/api/operations/{operation}", .operations),
        (
            "GET", "/api/publishers/c/offers/o/slot/view", "/api/publishers/{publisher}/offers/{offer}/slot/{slot}",
            .offerState
        ),
        (
            "GET", "/api/publishers/c/offers/o/versions/1",
            "/api/publishers/{publisher}/offers/{offer}/versions/{version}", .offerState
        ),
        ("GET", "/api/publishers/c/offers/o/x/y/z", "/api/publishers/{publisher}/offers/{offer}/…", .other),
        ("GET", "/api/offerTypes/x", "/api/offerTypes/{type}", .offerTypes),
        ("POST", "/tenant/oauth2/v2.0/token", "/{tenant}/oauth2/v2.0/token", .token),
        ("GET", "/common/discovery/instance", "/{tenant}/discovery/instance", .discovery), ("GET", "/", "/", .other),
        ("GET", "/a/b/c/d/e/f/token", "/…", .other), ("GET", "", "/", .other),
    ])
    func `a request's route is told by its path`(method: String, target: String, template: String, kind: CallRoute.Kind)
    {
        let route = CallRoute(method: method, target: target)
        #expect(route.template == template && route.kind == kind)
    }
}
