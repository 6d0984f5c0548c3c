import ExactJSON
import Testing
import VitrineRehearsal

struct FaultAnswerTests {
    private func answer(_ action: String) throws -> FaultAnswer? {
        let rule = try #require(try Sample.scenario("faults: [{action: {\(action)}}]").faults.first)
        guard case .answer(let answer) = rule.action.ending else { return nil }
        return answer
    }

    @Test(arguments: [
        (
            "answer: {status: 500}", 500,
            #"{"error":{"code":"InternalServerError","message":"The rehearsal's scenario answers this request with 500."}}"#
        ),
        ("answer: {status: 409, message: No.}", 409, #"{"error":{"code":"OperationInProgress","message":"No."}}"#),
        (
            "answer: {status: 401, code: X, message: Who?}", 401,
            #"{"error":{"code":"X","message":"Who?"},"Message":"Who?"}"#
        ),
        (
            "answer: {status: 418}", 418,
            #"{"error":{"code":"BadRequest","message":"The rehearsal's scenario answers this request with 418."}}"#
        ),
        ("answer: {status: 500, body: {a: [1.0, null]}}", 500, #"{"a":[1.0,null]}"#),
        ("answer: {status: 502, body: \"<html>\"}", 502, "<html>"),
        ("answer: {status: 204, body: \"\"}", 204, ""),
        (
            "throttle: 1s", 429,
            #"{"error":{"code":"TooManyRequests","message":"Too many requests. Try again in 1 second."}}"#
        ),
        (
            "expireToken: now", 401,
            #"{"error":{"code":"Unauthorized","message":"The token has expired."},"Message":"The token has expired."}"#
        ),
    ])
    func `an answer has the wire's own shape, or the body that was given`(action: String, status: Int, body: String)
        throws
    {
        let answer = try #require(try answer(action))
        #expect(answer.status == status)
        #expect(String(decoding: answer.body, as: UTF8.self) == body)
    }

    @Test
    func `an answer says what its body is, unless the scenario does`() throws {
        #expect(try answer("answer: {status: 500}")?.headers["content-type"] == "application/json; charset=utf-8")
        #expect(try answer("answer: {status: 500, body: a}")?.headers["content-type"] == "text/plain; charset=utf-8")
        #expect(try answer("answer: {status: 500, body: \"\"}")?.headers.isEmpty == true)
        let own = try answer("answer: {status: 500, headers: {content-type: text/html}, body: a}")
        #expect(own?.headers == [HeaderField("content-type", "text/html")])
        #expect(try answer("expireToken: now")?.headers["WWW-Authenticate"]?.contains("invalid_token") == true)
        #expect(try answer("expireToken: 20s") == nil)
    }

    @Test
    func `the hosted service's conflict comes once for a PUT and once for a publish`() throws {
        let scenario = try Sample.library().scenario("service-conflict")
        let decider = FaultDecider(rules: scenario.faults, seed: scenario.randomSeed)
        for (method, path) in [
            ("PUT", "/api/publishers/contoso/offers/vm"), ("POST", "/api/publishers/contoso/offers/vm/publish"),
        ] {
            guard case .answer(let answer) = decider.decide(FaultSubject(method: method, path: path)).ending else {
                Issue.record("no answer to \(method)")
                continue
            }
            let body = try JSONDocument(parsing: answer.body).root
            #expect(answer.status == 500)
            #expect(
                body["Variant"]?["error"]?.equals("snapshot() resulted in an internal conflict! Retry is OK.") == true
            )
            #expect(decider.decide(FaultSubject(method: method, path: path)).isNone)
        }
    }

    @Test(arguments: [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"),
        (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
        (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#), (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
        ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
        (#"{"n":1.00}"#, #"{"m":1e2}"#, #"{"n":1.00,"m":1e2}"#),
    ])
    func `a merge patch does what RFC 7396 says`(target: String, patch: String, merged: String) throws {
        let target = try JSONDocument(parsing: Array(target.utf8)), patch = try JSONDocument(parsing: Array(patch.utf8))
        #expect(String(decoding: JSONMergePatch.applying(patch.root, to: target.root), as: UTF8.self) == merged)
    }
}
