import Testing
import VitrineRehearsal

struct ClientAdviceTests {
    private typealias Code = AdviceFinding.Code

    private func findings(_ write: (inout Talk) -> Void) -> [AdviceFinding] {
        var talk = Talk()
        write(&talk)
        return ClientAdvice.findings(in: talk.journal().exchanges())
    }

    private let tag = #"W/"datetime'2017-06-07T06%3A15%3A40.4771399Z'""#
    private let operation = Talk.offer + "/operations/11111111-1111-1111-1111-111111111111"
    private let tokenAnswer = #"{"access_token":"x","expires_in":"3599"}"#

    @Test
    func `a polite client gets no advice`() {
        let found = findings { talk in
            talk.add("POST", "/t/oauth2/token", tokenAnswer)
            talk.add("GET", Talk.offer, answer: [("ETag", tag)])
            talk.add("PUT", Talk.offer, request: [("If-Match", tag)])
            talk.add("POST", Talk.offer + "/publish", 202, answer: [("Location", operation), ("Retry-After", "2")])
            talk.add("GET", operation, after: 2, answer: [("Retry-After", "2")], #"{"status":"running"}"#)
            talk.add("GET", operation, after: 3, #"{"status":"succeeded"}"#)
        }
        #expect(found == [])
    }

    @Test(arguments: [
        ([], true), ([("If-Match", "*")], true), ([("If-Match", "W/\"x\"")], false), ([("If-None-Match", "*")], false),
    ])
    func `a PUT of an offer that exists wants a tag`(headers: [(String, String)], isCareless: Bool) {
        let found = findings { talk in
            talk.add("GET", Talk.offer)
            talk.add("PUT", "/api/publishers/CONTOSO/offers/VM", request: headers)
        }
        #expect(found.map(\.code) == (isCareless ? [.ifMatchMissing] : []))
        #expect(found.first?.example == (isCareless ? 2 : nil))
    }

    @Test(arguments: [("GET", "/status"), ("GET", "/versions/1"), ("GET", "/slot/preview"), ("POST", "/publish")])
    func `that an offer exists is known from any answer about it`(method: String, path: String) {
        let found = findings { talk in
            talk.add(method, Talk.offer + path)
            talk.add("PUT", Talk.offer)
        }
        #expect(found.map(\.code) == [.ifMatchMissing])
    }

    @Test(arguments: [
        [("GET", Talk.offer, "{}"), ("PUT", Talk.offerByGUID, "{}")],
        [("GET", Talk.offerByGUID, #"{"id":"VM"}"#), ("PUT", Talk.offer, "{}")],
        [("PUT", Talk.offerByGUID, #"{"id":"vm"}"#), ("PUT", Talk.offerByGUID, "{}")],
    ])
    func `an offer is the same by its name and by its GUID`(calls: [(String, String, String)]) {
        func found(between: (inout Talk) -> Void) -> [Code] {
            findings { talk in
                for (index, call) in calls.enumerated() {
                    if index > 0 { between(&talk) }
                    talk.add(call.0, call.1, answer: [Talk.guidTold], call.2)
                }
            }.map(\.code)
        }
        #expect(found { _ in } == [.ifMatchMissing])
        #expect(found { $0.add("DELETE", Talk.offer, 204) } == [])
        #expect(found { $0.add("DELETE", Talk.offerByGUID, 204) } == [])
        #expect(found { $0.add("DELETE", Talk.offer + "x", 204) } == [.ifMatchMissing])
    }

    @Test(arguments: [(Talk.offer, Talk.offerByGUID), (Talk.offerByGUID, Talk.offer)])
    func `a publish by one name is followed, and a secret known, by the other`(one: String, other: String) {
        let secret = [FoundSecret(place: "/offer/lead", value: Array("one".utf8))]
        let found = findings { talk in
            talk.add("GET", Talk.offer, answer: [Talk.guidTold])
            talk.add("PUT", one, request: [("If-Match", tag)], body: "{}", secrets: secret)
            talk.add("PUT", other, request: [("If-Match", tag)], body: "{}", secrets: secret)
            talk.add("POST", one + "/publish", 202)
            talk.add("GET", other + "/status", #"{"status":"waitingForPublisherReview"}"#)
        }
        #expect(found.map(\.code) == [.secretInClear])
    }

    @Test
    func `a PUT that creates wants none, and one that was there before does`() {
        #expect(findings { $0.add("PUT", Talk.offer, #"{"version":1}"#) } == [])
        #expect(findings { $0.add("PUT", Talk.offer, #"{"version":2}"#) }.map(\.count) == [1])
        let found = findings { talk in
            talk.add("GET", Talk.offer, 404)
            talk.add("PUT", Talk.offer)
            talk.add("DELETE", Talk.offer, 204)
            talk.add("PUT", Talk.offer)
            talk.add("PUT", Talk.offer)
            talk.add("PUT", Talk.offer, request: [("If-Match", tag)])
        }
        #expect(
            found.map(\.sentence) == [
                "1 of 2 PUTs of an offer that exists had no If-Match with a tag: an edit of somebody else is lost without a word."
            ]
        )
    }

    @Test
    func `a secret that the server has already is sent in vain, a new one isn't`() {
        func sent(_ value: String, _ place: String = "/offer/lead") -> [FoundSecret] {
            [FoundSecret(place: place, value: Array(value.utf8))]
        }
        func found(_ second: [FoundSecret], _ status: Int = 200, offer: String = Talk.offer) -> [Code] {
            findings { talk in
                talk.add("PUT", Talk.offer, status, request: [("If-Match", tag)], body: "{}", secrets: sent("one"))
                talk.add("PUT", offer, request: [("If-Match", tag)], body: "{}", secrets: second)
            }.map(\.code)
        }
        #expect(found(sent("one")) == [.secretInClear])
        #expect(found(sent("two")) == [])
        #expect(found(sent("one", "/offer/other")) == [])
        #expect(found(sent("one"), 412) == [])
        #expect(found(sent("one"), offer: "/api/publishers/contoso/offers/x") == [])
        #expect(found([]) == [])
    }

    @Test
    func `a secret that the server hasn't any more, or has another of, is not sent in vain`() {
        let one = [FoundSecret(place: "/offer/lead", value: Array("one".utf8))]
        let other = [FoundSecret(place: "/offer/lead", value: Array("two".utf8))]
        func found(_ between: (inout Talk) -> Void) -> [Code] {
            findings { talk in
                talk.add("PUT", Talk.offer, request: [("If-Match", tag)], body: "{}", secrets: one)
                between(&talk)
                talk.add("PUT", Talk.offer, request: [("If-Match", tag)], body: "{}", secrets: one)
            }.map(\.code)
        }
        let set = ("x-secret-fields-set", "/definition/offer/lead, /definition/offer/x")
        #expect(found { $0.add("GET", Talk.offer, answer: [("ETag", tag), set]) } == [.secretInClear])
        #expect(found { $0.add("GET", Talk.offer, answer: [("ETag", tag)]) } == [])
        #expect(found { $0.add("PUT", Talk.offer, request: [("If-Match", tag)], answer: [("ETag", tag)]) } == [])
        #expect(found { $0.add("PUT", Talk.offer, request: [("If-Match", tag)], body: "{}", secrets: other) } == [])
        #expect(found { $0.add("DELETE", Talk.offer, 204, request: [("If-Match", tag)]) } == [])
    }

    @Test
    func `after the store was put back, nothing is known of it any more`() {
        let journal = Journal(masking: .plain)
        var talk = Talk()
        talk.add("PUT", Talk.offer)
        talk.add("PUT", Talk.offer)
        for (index, exchange) in talk.exchanges.enumerated() {
            if index == 1 { journal.noteRestore() }
            journal.append(exchange)
        }
        #expect(journal.exchanges().map(\.followsRestore) == [false, true])
        #expect(ClientAdvice.findings(in: journal.exchanges()) == [])
    }

    @Test
    func `an offer that isn't there any more can be created without a tag`() {
        let found = findings { talk in
            talk.add("PUT", Talk.offer)
            talk.add("GET", Talk.offer, 404)
            talk.add("PUT", Talk.offer)
        }
        #expect(found == [])
    }

    @Test
    func `a call that was under way before the 429 couldn't know of it`() {
        let found = findings { talk in
            talk.add("GET", Talk.offer, 429, answer: [("Retry-After", "10")])
            talk.add("GET", Talk.offer, after: -1)
        }
        #expect(found == [])
    }

    @Test(arguments: [("a", true), ("b", false)])
    func `each client's tokens are held against its own calls`(wasteful: String, isTold: Bool) {
        let found = findings { talk in
            for _ in 0..<10 {
                talk.add("POST", "/t/oauth2/token", tokenAnswer, caller: "a")
                talk.add("GET", "/api/publishers", caller: wasteful)
            }
            talk.add("POST", "/t/oauth2/token", tokenAnswer, caller: "b")
            for _ in 0..<60 { talk.add("GET", "/api/publishers", caller: isTold ? "b" : "a") }
            for client in ["c", "d"] {
                for _ in 0..<2 { talk.add("POST", "/t/oauth2/token", tokenAnswer, caller: client) }
            }
        }
        #expect(found.map(\.code) == (isTold ? [.tokenEveryCall] : []))
        #expect(found.first?.count == (isTold ? 9 : nil))
    }

    @Test(arguments: [
        ("?access_token=x", true), ("?access%5Ftoken=x", true), ("?client_secret=x&a=b", true), ("?sig=x", false),
        ("?signature=x", false),
        ("?a=client_secret", false), ("", false), ("?password=x", true), ("?Secret=x", true), ("?assertion=x", true),
    ])
    func `a credential in a URL is told`(query: String, isTold: Bool) {
        #expect(findings { $0.add("GET", "/api/publishers" + query) }.map(\.code) == (isTold ? [.credentialInURL] : []))
    }

    @Test(arguments: [
        (3, 3, 3_599, true), (3, 6, 3_599, true), (3, 7, 3_599, false), (2, 2, 3_599, false), (4, 4, 1, false),
    ])
    func `a token for every call is too many`(tokens: Int, calls: Int, seconds: Int, isTold: Bool) {
        let found = findings { talk in
            for _ in 0..<tokens { talk.add("POST", "/t/oauth2/token", 200, after: 2, #"{"expires_in":\#(seconds)}"#) }
            for _ in 0..<calls { talk.add("GET", "/api/publishers") }
        }
        #expect(found.map(\.code) == (isTold ? [.tokenEveryCall] : []))
    }

    @Test(arguments: [(1, false), (2, true)])
    func `one token that was asked for too early is chance, two are a habit`(early: Int, isTold: Bool) {
        let found = findings { talk in
            for number in 0..<4 {
                let seconds = number < early ? 3_600 : 1
                talk.add("POST", "/t/oauth2/token", 200, after: 5, #"{"expires_in":\#(seconds)}"#)
            }
        }
        #expect(found.map(\.code) == (isTold ? [.tokenEveryCall] : []))
    }

    @Test
    func `tokens of several clients are none too many, nor those that were refused`() {
        let found = findings { talk in
            for client in ["a", "b", "c", "d"] { talk.add("POST", "/t/oauth2/token", tokenAnswer, caller: client) }
            for client in ["e", "f", "g"] {
                talk.add("POST", "/t/oauth2/token", body: "a=b&client_id=\(client)", tokenAnswer, caller: nil)
            }
            for _ in 0..<4 { talk.add("POST", "/t/oauth2/token", 401, caller: "x") }
        }
        #expect(found == [])
    }

    @Test
    func `a 401 after a 401 without a new token is a loop`() {
        let found = findings { talk in
            talk.add("GET", "/api/publishers", 401)
            talk.add("POST", "/t/oauth2/token", tokenAnswer)
            talk.add("GET", "/api/publishers", 401)
            talk.add("GET", "/api/publishers", 401)
            talk.add("GET", "/api/publishers", 401)
        }
        #expect(found.map(\.code) == [.tokenRejected])
        #expect(found.first?.count == 2 && found.first?.example == 4)
    }

    @Test(arguments: [(5, []), (4, [.pollingTooFast]), (0, [.pollingTooFast])] as [(Int64, [AdviceFinding.Code])])
    func `a look before Retry-After is over is too early`(seconds: Int64, codes: [AdviceFinding.Code]) {
        let polling = findings { talk in
            talk.add("GET", operation, answer: [("Retry-After", "5")], #"{"status":"running"}"#, milliseconds: 0)
            talk.add("GET", operation + "?x=1", after: seconds)
        }
        #expect(polling.map(\.code) == codes)
        let first = findings { talk in
            talk.add(
                "POST",
                Talk.offer + "/publish",
                202,
                answer: [("Location", operation + "?api-version=1"), ("Retry-After", "5")],
                milliseconds: 0
            )
            talk.add("GET", operation, after: seconds, #"{"status":"succeeded"}"#)
        }
        #expect(first.map(\.code) == codes)
    }

    @Test(arguments: ["/status", "/submissions", "/operations/11111111-1111-1111-1111-111111111111"])
    func `every way to look at a publish is to wait for Retry-After`(path: String) {
        let found = findings { talk in
            talk.add("GET", Talk.offer + path, answer: [("Retry-After", "5")], #"{"status":"running"}"#)
            talk.add("GET", Talk.offer + path, after: 2)
        }
        #expect(found.map(\.code) == [.pollingTooFast])
        #expect(found.first?.example == 2)
    }

    @Test(arguments: [(100, []), (101, [.pollingTooFast])] as [(Int64, [AdviceFinding.Code])])
    func `a tenth of a second early is fine`(milliseconds: Int64, codes: [AdviceFinding.Code]) {
        let found = findings { talk in
            // Retry-After counts from the answer, which took so long.
            talk.add("GET", operation, answer: [("Retry-After", "5")], milliseconds: milliseconds)
            talk.add("GET", operation, after: 5)
        }
        #expect(found.map(\.code) == codes)
    }

    @Test
    func `other calls in between, and answers that ask for nothing, are fine`() {
        let found = findings { talk in
            talk.add("GET", operation, answer: [("Retry-After", "5")])
            talk.add("GET", Talk.offer)
            talk.add("GET", operation, after: 5)
            talk.add("GET", operation, after: 0)
            talk.add("GET", operation, answer: [("Retry-After", "tomorrow")])
            talk.add("GET", operation, after: 0)
        }
        #expect(found == [])
    }

    @Test
    func `calls right after a 429 are told, whatever they are about`() {
        let found = findings { talk in
            talk.add("GET", Talk.offer, 429, answer: [("Retry-After", "10")], milliseconds: 0)
            talk.add("GET", "/api/publishers", after: 3)
            talk.add("GET", "/api/publishers", after: 6)
            talk.add("GET", "/api/publishers", after: 1)
        }
        #expect(found.map(\.code) == [.throttleIgnored])
        #expect(found.first?.count == 2)
    }

    @Test
    func `a 429 is about its own host, and the longest Retry-After of one counts`() {
        let found = findings { talk in
            talk.add("GET", Talk.offer, 429, answer: [("Retry-After", "30")], milliseconds: 0)
            talk.add("POST", "/t/oauth2/token", host: "login.microsoftonline.com")
            talk.add("GET", Talk.offer, 429, answer: [("Retry-After", "1")], milliseconds: 0)
            talk.add("GET", Talk.offer, after: 5)
            talk.add("GET", Talk.offer, after: 30)
        }
        #expect(found.map(\.code) == [.throttleIgnored])
        #expect(found.first?.example == 3 && found.first?.count == 2)
    }

    @Test(arguments: [
        ("GET", "/operations/11111111-1111-1111-1111-111111111111", #"{"status":"running"}"#, false),
        ("GET", "/operations/11111111-1111-1111-1111-111111111111", #"{"status":"Succeeded"}"#, true),
        ("GET", "/operations/11111111-1111-1111-1111-111111111111", #"{"status":"failed"}"#, true),
        ("GET", "/operations/22222222-1111-1111-1111-111111111111", #"{"status":"succeeded"}"#, false),
        ("GET", "/status", #"{"status":"waitingForPublisherReview"}"#, true),
        ("GET", "/status", #"{"status":"running"}"#, false),
        (
            "GET", "/submissions/", #"[{"id":"11111111-1111-1111-1111-111111111111","submissionState":"succeeded"}]"#,
            true
        ),
        (
            "GET", "/submissions", #"[{"id":"22222222-1111-1111-1111-111111111111","submissionState":"succeeded"}]"#,
            false
        ),
        ("POST", "/cancel", "{}", true), ("GET", "", #"{"status":"succeeded"}"#, true),
        ("GET", "", #"{"status":"running"}"#, false),
        (
            "GET", "/operations", #"[{"id":"11111111-1111-1111-1111-111111111111","submissionState":"failed"}]"#, true
        ),
    ])
    func `an operation is followed when its end was seen`(
        method: String,
        path: String,
        answer: String,
        isFollowed: Bool
    ) {
        let found = findings { talk in
            talk.add("GET", Talk.offer + "/status", #"{"status":"succeeded"}"#)
            talk.add("POST", Talk.offer + "/publish", 202, answer: [("Operation-Location", operation)])
            talk.add(method, Talk.offer + path, answer)
        }
        #expect(found.map(\.code) == (isFollowed ? [] : [.operationNotFollowed]))
    }

    @Test
    func `the end of a go live isn't the end of the publish before it`() {
        let found = findings { talk in
            talk.add("POST", Talk.offer + "/publish", 202, answer: [("Location", operation)])
            talk.add("POST", Talk.offer + "/golive", 202)
            talk.add("GET", Talk.offer + "/status", #"{"status":"succeeded"}"#)
            talk.add("GET", Talk.offer + "/status", #"{"status":"succeeded"}"#)
        }
        #expect(found.map(\.code) == [.operationNotFollowed])
        #expect(found.map(\.count) == [1])
    }

    @Test
    func `a client that is told no location follows the newest`() {
        let found = findings { talk in
            talk.add("POST", Talk.offer + "/publish", 202)
            talk.add("GET", operation, #"{"status":"succeeded"}"#)
            talk.add("POST", Talk.offer + "/golive", 202)
            talk.add("GET", Talk.offer + "/submissions", #"[{"submissionState":"succeeded"}]"#)
        }
        #expect(found == [])
    }

    @Test
    func `an end that the journal didn't keep whole may have been seen`() {
        var talk = Talk()
        talk.add("POST", Talk.offer + "/publish", 202, answer: [("Operation-Location", operation)])
        talk.add("GET", operation, #"{"steps":[],"status":"succeeded"}"#)
        let cut = talk.journal(Journal.Limits(bodyBytes: 10)).exchanges()
        #expect(cut[1].answer?.body.isCut == true)
        #expect(ClientAdvice.findings(in: cut) == [])
    }

    @Test
    func `the other form of an operation's location is followed as well`() {
        let found = findings { talk in
            talk.add(
                "POST",
                Talk.offer + "/golive",
                202,
                answer: [("Location", "/api/operations/contoso$vm$2$live?api-version=1")]
            )
            talk.add("GET", "/api/operations/contoso$vm$2$live", #"{"status":"succeeded"}"#)
        }
        #expect(found == [])
    }

    @Test
    func `a wrong version of the interface is told`() {
        let found = findings { talk in
            talk.add("GET", "/api/publishers", 400, #"{"error":{"code":"InvalidAPIVersion","message":"x"}}"#)
            talk.add("GET", "/api/publishers", 400, #"{"error":{"code":"BadRequest","message":"x"}}"#)
        }
        #expect(found.map(\.code) == [.apiVersionWrong])
        #expect(found.first?.count == 1)
    }

    @Test(arguments: AdviceFinding.Code.allCases)
    func `each piece of advice says what to do, and its code is on the page`(code: AdviceFinding.Code) throws {
        #expect(code.remedy.hasSuffix("."))
        #expect(try Project.text("docs/expectations.md").contains("| `\(code.rawValue)` |"))
    }
}
