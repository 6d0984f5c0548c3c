import Testing
import VitrineCore
import VitrineRehearsal

struct JournalReplayTests {
    private let tag = #"W/"datetime'2017-06-07T06%3A15%3A40.4771399Z'""#

    @Test
    func `requests come in order, with what has to be put into each`() throws {
        var talk = Talk()
        let operation = Talk.offer + "/operations/11111111-1111-1111-1111-111111111111"
        talk.add("POST", "/t/oauth2/token", request: [("Content-Length", "9")], body: "client_id=a", caller: "a")
        talk.add(
            "GET",
            Talk.offer,
            request: [("Authorization", "Bearer x"), ("Host", "h"), ("X-A", "b")],
            answer: [("ETag", tag)],
            caller: "a"
        )
        talk.add(
            "PUT",
            Talk.offer,
            request: [("if-match", tag), ("Authorization", "Bearer x")],
            body: "{}",
            caller: nil
        )
        talk.add("PUT", Talk.offer, 500, body: "{}", fault: "busy")
        talk.add("POST", Talk.offer + "/publish", 202, answer: [("Location", operation + "?api-version=1")])
        talk.add("GET", operation + "?api-version=2", caller: nil)
        let requests = JournalReplay(talk.journal().exchanges().reversed()).requests
        #expect(requests.map(\.exchange.id) == [1, 2, 3, 5, 6])
        #expect(requests[0].credential == .secretInForm(client: "a") && requests[0].headers.isEmpty)
        #expect(requests[1].credential == .bearer(client: "a") && requests[1].headers == [HeaderField("X-A", "b")])
        #expect(requests[2].tagOf == 2 && requests[2].tagHeader == "If-Match" && requests[2].headers.isEmpty)
        #expect(requests[2].credential == .bearer(client: nil))
        #expect(requests[4].locationOf == 5 && requests[4].credential == .none)
        #expect(requests.allSatisfy { $0.obstacle == nil })
        #expect(JournalReplay(talk.journal().exchanges(), withFaults: true).requests.count == 6)
    }

    @Test(arguments: [
        ("/t/oauth2/token", "Basic x", 200, ReplayRequest.Credential.basic(client: "a", isGood: true)),
        ("/t/oauth2/token", "", 200, .secretInForm(client: "a")), ("/t/oauth2/token", "", 401, .asKept),
        ("/t/oauth2/token", "Basic x", 401, .basic(client: "a", isGood: false)),
        (Talk.offer, "Bearer x", 200, .bearer(client: "a")),
        (Talk.offer, "Bearer x", 403, .bearer(client: "a")), (Talk.offer, "Bearer x", 401, .asKept),
    ])
    func `a credential that was refused goes as it was kept, and every other is put in anew`(
        path: String,
        field: String,
        status: Int,
        credential: ReplayRequest.Credential
    ) {
        var talk = Talk()
        talk.add(
            "POST",
            path,
            status,
            request: field.isEmpty ? [] : [("Authorization", field)],
            body: "a=b",
            caller: "a"
        )
        let request = JournalReplay(talk.journal().exchanges()).requests[0]
        #expect(request.credential == credential)
        #expect(request.headers.contains { $0.name == "Authorization" } == (credential == .asKept && !field.isEmpty))
    }

    @Test
    func `who was let in is known by the client id`() {
        let ids = ["11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"]
        var talk = Talk()
        talk.add("POST", "/t/oauth2/token", 401, caller: "33333333-3333-3333-3333-333333333333")
        for id in ids + ids { talk.add("GET", Talk.offer, caller: id) }
        talk.add("GET", Talk.offer, caller: "somebody")
        #expect(JournalReplay(talk.journal().exchanges()).clients.map(\.description) == ids)
    }

    @Test
    func `a body that wasn't kept whole can't be sent again`() {
        var talk = Talk()
        talk.add("PUT", Talk.offer, body: #"{"a":"\#(String(repeating: "x", count: 100))"}"#)
        let requests = JournalReplay(talk.journal(Journal.Limits(bodyBytes: 10)).exchanges()).requests
        #expect(requests.first?.obstacle == "The journal has only 10 of the body's 108 bytes.")
    }

    @Test(arguments: [
        ("GET", "X Y", "a", "'X Y' is no name of a header."), ("GET", "", "a", "'' is no name of a header."),
        ("GET", "X", "hunter2\u{1B}", "its header 'X' has a control character in it."),
        ("GE T", "X", "a", "'GE T' is no method."),
    ])
    func `what no request can have in it is told in words`(method: String, name: String, value: String, mistake: String)
    {
        var talk = Talk()
        talk.add(method, "/a", request: [("X-Good", "a\tb ü"), (name, value)])
        let requests = JournalReplay(talk.journal().exchanges()).requests
        #expect(requests.map(\.obstacle) == ["It couldn't be sent: " + mistake])
    }

    @Test
    func `exchanges without numbers stay as they came`() {
        let exchanges = (0..<100).map { index in
            Exchange(
                time: Timestamp(secondsSince1970: 0),
                microseconds: 1,
                request: Exchange.Request(method: "GET", host: "h", target: "/\(index)", headers: [], body: []),
                answer: nil
            )
        }
        #expect(JournalReplay(exchanges).requests.map(\.exchange) == exchanges)
    }

    @Test
    func `secrets of an archive are masked, and nothing else is other then`() {
        let request = Exchange.Request(
            method: "PUT",
            host: "h",
            target: Talk.offer + "?sig=hunter2",
            headers: [HeaderField("Authorization", "Bearer hunter2"), HeaderField("If-Match", tag)],
            body: Array(#"{"client_secret":"hunter2"}"#.utf8)
        )
        let answer = Exchange.Answer(
            status: 200,
            headers: [HeaderField("ETag", tag), HeaderField("Set-Cookie", "hunter2")],
            body: Array(#"{"access_token":"hunter2"}"#.utf8)
        )
        let exchange = Exchange(time: Timestamp(secondsSince1970: 0), microseconds: 1, request: request, answer: answer)
        let replay = JournalReplay([exchange, exchange])
        let masked = replay.masked(by: .plain)
        #expect(!String(describing: masked).contains("hunter2"))
        #expect(
            masked.requests.map(\.exchange.heading) == Array(repeating: "0 PUT \(Talk.offer)?sig=*********", count: 2)
        )
        #expect(masked.requests.map(\.credential) == replay.requests.map(\.credential))
        #expect(masked.requests.map(\.tagOf) == replay.requests.map(\.tagOf))
    }

    @Test(arguments: [
        (#"{"a":1}"#, #"{ "a" : 1 }"#, []), (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, []),
        (#"{"a":1}"#, #"{"a":1.0}"#, ["/a: 1 → 1.0"]),
        (#"{"a":1}"#, "{}", ["/a: 1 → (none)"]), ("{}", #"{"a":1}"#, ["/a: (none) → 1"]),
        (#"[1,2]"#, "[1]", ["body: 2 items → 1 items"]),
        (#"{"changedTime":"x"}"#, "{}", []), (#"{"access_token":"x"}"#, #"{"access_token":"y"}"#, []),
        (#"{"t":"2017-06-07T06:15:39.7349221Z"}"#, #"{"t":"2018-06-07T06:15:39Z"}"#, []),
        (
            #"{"etag":"W/\"datetime'2017-06-07T06%3A15%3A40.4771399Z'\""}"#,
            #"{"etag":"W/\"datetime'2018-06-07T06%3A15%3A40.4771399Z'\""}"#, []
        ),
        (#"{"steps":[{"progressPercentage":10}]}"#, #"{"steps":[{"progressPercentage":90}]}"#, []),
        (#"{"t":"2017-06-07T06:15:39Z"}"#, #"{"t":"soon"}"#, [#"/t: "2017-06-07T06:15:39Z" → "soon""#]),
        (#"{"id":"11111111-1111-1111-1111-111111111111"}"#, #"{"id":"22222222-1111-1111-1111-111111111111"}"#, []),
        (
            #"{"u":"/a/11111111-1111-1111-1111-111111111111/b?c=1"}"#,
            #"{"u":"/a/22222222-1111-1111-1111-111111111111/b?c=2"}"#, []
        ),
        (#"{"u":"/a/x?c=1"}"#, #"{"u":"/a/y?c=1"}"#, [#"/u: "/a/x?c=1" → "/a/y?c=1""#]),
        (#"{"q":"is it?a"}"#, #"{"q":"is it?b"}"#, [#"/q: "is it?a" → "is it?b""#]),
        ("text", "texts", ["body: 4 bytes → 5 bytes that are not the same"]),
        (#"{"a":[{"b":{"c":null}}]}"#, #"{"a":[{"b":{"c":0}}]}"#, ["/a/0/b/c: null → 0"]),
    ])
    func `answers are compared but for what can't be the same`(old: String, new: String, differences: [String]) {
        let one = Exchange.Answer(status: 200, headers: [], body: Array(old.utf8))
        let other = Exchange.Answer(status: 200, headers: [], body: Array(new.utf8))
        #expect(JournalComparison.differences(old: one, new: other).map(\.description) == differences)
    }

    @Test
    func `statuses and a few headers are compared`() {
        let old = Exchange.Answer(
            status: 200,
            headers: [HeaderField("ETag", "a"), HeaderField("Content-Type", "A/b"), HeaderField("Date", "x")],
            body: []
        )
        let new = Exchange.Answer(
            status: 201,
            headers: [HeaderField("etag", "b"), HeaderField("content-type", "a/B"), HeaderField("Location", "/x")],
            body: []
        )
        #expect(
            JournalComparison.differences(old: old, new: new).map(\.description) == [
                "status: 200 → 201", "header Location: (none) → /x",
            ]
        )
    }

    @Test(arguments: ["ETag", "Location", "Operation-Location", "Retry-After", "Content-Type"])
    func `a header that is there no more is told`(name: String) {
        let old = Exchange.Answer(status: 202, headers: [HeaderField(name, "1")], body: [])
        let new = Exchange.Answer(status: 202, headers: [], body: [])
        #expect(
            JournalComparison.differences(old: old, new: new).map(\.description) == ["header \(name): 1 → (none)"]
        )
    }

    @Test(arguments: [(400, ["/error/message"]), (401, [])])
    func `another reason is told, but for why a credential was refused`(status: Int, places: [String]) {
        var talk = Talk()
        let refused = #"{"error":{"code":"a","message":"One."}}"#
        talk.add("GET", Talk.offer, status, request: [("Authorization", "Bearer x")], refused)
        let other = refused.replacing("One.", with: "Another.")
        let answer = Exchange.Answer(status: status, headers: [], body: Array(other.utf8))
        let request = JournalReplay(talk.journal().exchanges()).requests[0]
        #expect(request.differences(in: answer).map(\.place) == places)
    }

    @Test
    func `an operation may be named by either header, and a tag may be in If-None-Match`() {
        let operation = Talk.offer + "/operations/11111111-1111-1111-1111-111111111111"
        var talk = Talk()
        talk.add("POST", Talk.offer + "/publish", 202, answer: [("Operation-Location", "https://h" + operation)])
        talk.add("GET", operation, answer: [("ETag", tag)])
        talk.add("GET", operation, 304, request: [("If-None-Match", tag)])
        let requests = JournalReplay(talk.journal().exchanges()).requests
        #expect(requests.map(\.locationOf) == [nil, 1, 1])
        #expect(requests[2].tagOf == 2 && requests[2].tagHeader == "If-None-Match")
    }

    @Test
    func `an offer may be called by a GUID that an answer before has told`() {
        var talk = Talk()
        talk.add("GET", Talk.offerByGUID + "/status")
        talk.add("PUT", Talk.offer, 201, answer: [Talk.guidTold])
        talk.add("GET", Talk.offerByGUID + "/status")
        talk.add("GET", Talk.offer)
        #expect(JournalReplay(talk.journal().exchanges()).requests.map(\.guidOf) == [nil, nil, 2, nil])
    }

    @Test
    func `at most a hundred places are told`() {
        func body(_ value: Int) -> [UInt8] {
            Array("{\((0..<500).map { "\"m\($0)\":\(value)" }.joined(separator: ","))}".utf8)
        }
        let old = Exchange.Answer(status: 200, headers: [], body: body(1)),
            new = Exchange.Answer(status: 200, headers: [], body: body(2))
        #expect(JournalComparison.differences(old: old, new: new).count == 100)
    }
}
