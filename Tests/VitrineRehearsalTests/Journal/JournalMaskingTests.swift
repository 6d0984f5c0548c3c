import Testing
import VitrineCore
import VitrineRehearsal

struct JournalMaskingTests {
    /// Everything that a journal shows of one exchange, as text.
    private func shown(
        target: String = "/api",
        headers: [HeaderField] = [],
        body: [UInt8] = [],
        answerHeaders: [HeaderField] = [],
        answer: String = "",
        masking: JournalMasking = .plain
    ) -> String {
        let journal = Journal(masking: masking)
        journal.append(
            Exchange(
                time: Timestamp(secondsSince1970: 0),
                microseconds: 1,
                request: Exchange.Request(method: "POST", host: "h", target: target, headers: headers, body: body),
                answer: Exchange.Answer(status: 200, headers: answerHeaders, body: Array(answer.utf8))
            )
        )
        let exchanges = journal.exchanges()
        return String(
            decoding: JournalText(exchanges).bytes + HARText(exchanges, serverVersion: "1").bytes,
            as: UTF8.self
        )
    }

    @Test(arguments: [
        ("Authorization", "Bearer hush", "Bearer *********"),
        ("authorization", "Basic aHVzaA==hush", "Basic *********"),
        ("Authorization", "hush", "*********"), ("Proxy-Authorization", "Basic hush", "Basic *********"),
        ("Cookie", "a=hush; b=hush", "*********"),
        ("Set-Cookie", "a=hush", "*********"), ("X-API-Key", "hush", "*********"),
        ("X-MS-Authorization-Auxiliary", "Bearer hush", "Bearer *********"),
        ("X-Vitrine-Signature", "t=1,v1=hush", "*********"),
        ("Referer", "https://h/a?sig=hush&b=1", "https://h/a?sig=*********&b=1"),
        ("Location", "/api/artifacts/1?expires=3&signature=hush", "/api/artifacts/1?expires=3&signature=*********"),
    ])
    func `credentials in headers are masked on both sides`(name: String, value: String, masked: String) {
        for shown in [shown(headers: [HeaderField(name, value)]), shown(answerHeaders: [HeaderField(name, value)])] {
            #expect(!shown.contains("hush"))
            #expect(shown.contains(masked))
        }
    }

    @Test(arguments: [
        "/a?sig=hush", "/a?b=1&SIG=hush&c=2", "/a?client_secret=hush", "/a?access_token=hush#x",
        "/a?u=https%3A%2F%2Fb%3Fsig%3Dhush%26c%3D1",
        "/a?signature=hush%2Bhush%3D", "/a?access%5Ftoken=hush", "/a?%61ccess_token=hush", "/a?access%255Ftoken=hush",
        "/a?x%2Faccess%255Ftoken=hush", "/a?u=https%253A%252F%252Fb%253Fsig%253Dhush",
        "/a?client_secret=AAA'hush", "/a?client_secret=AAA\"hush&b=1", "/a?client_secret[]=hush",
        "/a?client_secret%5B%5D=hush", "/a?a=%7B%22password%22%3A%22hush%22%7D",
        "/a?a=%7B%22password%22%3A+%22x%5C%22hush%22%7D", "/a?a=%257B%2522password%2522%253A%2522hush%2522%257D",
    ])
    func `secrets in queries are masked`(target: String) {
        #expect(!shown(target: target).contains("hush"))
    }

    @Test(arguments: [
        "grant_type=client_credentials&client_secret=hush&client_id=me", "client%5Fsecret=hush",
        "client_secret=hu\"hush&x=1",
        "a=1&assertion=hush", "refresh_token=hush", "url=https%3a%2f%2fx%3fsig%3dhush", "password=hush hush",
    ])
    func `secrets in forms are masked, whatever they are called`(form: String) {
        for type in ["application/x-www-form-urlencoded; charset=utf-8"] {
            #expect(!shown(headers: [HeaderField("Content-Type", type)], body: Array(form.utf8)).contains("hush"))
        }
    }

    @Test(arguments: [
        "client_secret=AAA'hush", "client_secret=\"hush\"", "See client_secret=\"hush hush\" now", "secret='hush' x",
        "a=%7B%22password%22%3A%22hush%22%7D", #"first a line\n{"password": "x\"hush"}"#, #"{'password': 'hush'}"#,
        "{'password':\n 'hush'", #"x {"client_secret" : 0.123hush}"#, "\u{FEFF}{\"password\":\"hush\"}",
        #"x "{\"password\":\"hush\"}""#,
    ])
    func `secrets in texts are masked, in whatever form`(text: String) {
        for type in ["text/plain", "application/octet-stream", ""] {
            let headers = type.isEmpty ? [] : [HeaderField("Content-Type", type)]
            #expect(!shown(headers: headers, body: Array(text.utf8)).contains("hush"))
        }
        let header = text.replacing("\n", with: " ")
        #expect(!shown(headers: [HeaderField("X-Note", header)]).contains("hush"))
    }

    @Test func `a body of several parts isn't kept`() {
        let type = HeaderField("Content-Type", "Multipart/form-data; boundary=x")
        let body = "--x\r\nContent-Disposition: form-data; name=\"client_secret\"\r\n\r\nhush\r\n--x--\r\n"
        #expect(!shown(headers: [type], body: Array(body.utf8)).contains("hush"))
    }

    @Test(arguments: [
        (#"{"a":"{\"client_secret\":\"hush\"}","b":1}"#, #"{"a":"{\"client_secret\":\"*********\"}","b":1}"#),
        (#"{"a":"{\"password\" : \"hu\\\"hush\"}"}"#, #"{"a":"{\"password\" : \"*********\"}"}"#),
        (#"{"a":"{\"password\":\"hush","b":"c"}"#, #"{"a":"{\"password\":\"*********","b":"c"}"#),
        (#"{"a":"password=\"hush hush\" x"}"#, #"{"a":"password=\"*********\" x"}"#),
        (#"{"a":"{'password':'hush'}"}"#, #"{"a":"{'password':'*********'}"}"#),
        (#"{"a":"{'password':'hush","b":"c"}"#, #"{"a":"{'password':'*********","b":"c"}"#),
        (#"{"a":"\"password\":17"}"#, #"{"a":"\"password\":*********"}"#),
        (#"{"a":"\"password\":true","b":"sig='"}"#, #"{"a":"\"password\":true","b":"sig='"}"#),
    ])
    func `JSON in a text of JSON is masked, and all of it stays JSON`(json: String, masked: String) {
        let journal = Journal(masking: .plain)
        let request = Exchange.Request(method: "POST", host: "h", target: "/a", headers: [], body: Array(json.utf8))
        journal.append(Exchange(time: Timestamp(secondsSince1970: 0), microseconds: 1, request: request, answer: nil))
        let kept = journal.exchanges().first?.request.body.bytes ?? []
        #expect(String(decoding: kept, as: UTF8.self) == masked)
    }

    @Test func `a form with bytes that are no text is masked as well`() {
        let form = Array("client_id=me&client_secret=hush&x=".utf8) + [0xE9]
        let type = HeaderField("Content-Type", "application/x-www-form-urlencoded")
        let journal = Journal(masking: .plain)
        let request = Exchange.Request(
            method: "POST",
            host: "h",
            target: "/t/oauth2/token",
            headers: [type],
            body: form
        )
        journal.append(
            Exchange(time: Timestamp(secondsSince1970: 0), microseconds: 1, request: request, answer: nil)
        )
        let kept = "client_id=me&client_secret=*********&x="
        #expect(journal.exchanges().first?.request.body.bytes == Array(kept.utf8) + [0xE9])
    }

    @Test(arguments: [
        #"{"access_token":"hush"}"#, #"{"a":[{"Client_Secret":"hush"}]}"#, #"{"refresh_token":"hu\u0073hush"}"#,
        #"{"url":"https://x/y?sv=1&sig=hush"}"#, #"{"url":"https://x/y?sv=1\u0026sig=hush"}"#,
        #"{"url":"https:\/\/x\/y?sig\u003dhush"}"#,
        #"{"text":"line\nsig=hush"}"#, #"{"client\u005fsecret":"hush"}"#, #"{"broken":"hush"#, #"[{"secret":"hush"},"#,
        #"{"a":1,"a":"hush"}"#, #"{"password":["hush"]}"#, #"{"password":{"value":"hush"}}"#,
        #"{"n":[{"secret":{"a":["hush"]}}]}"#,
    ])
    func `secrets in JSON are masked, and what can't be read isn't kept`(json: String) {
        #expect(!shown(body: Array(json.utf8)).contains("hush"))
        #expect(!shown(headers: [HeaderField("Content-Type", "application/json")], answer: json).contains("hush"))
    }

    @Test(arguments: [
        "access_token", "accessToken", "refresh_token", "id_token", "assertion", "client_assertion", "client_secret",
        "clientSecret", "password", "secret", "sig", "signature", "SAMLResponse",
    ])
    func `what the page calls a secret is masked wherever it stands`(name: String) throws {
        #expect(try Project.text("docs/expectations.md").contains("`\(name)`"))
        let form = [HeaderField("Content-Type", "application/x-www-form-urlencoded")]
        let text = [HeaderField("Content-Type", "text/plain")]
        #expect(!shown(target: "/a?b=1&\(name)=hush").contains("hush"))
        #expect(!shown(headers: form, body: Array("a=1&\(name)=hush".utf8)).contains("hush"))
        #expect(!shown(body: Array(#"{"a":[{"\#(name)":"hush"}]}"#.utf8)).contains("hush"))
        #expect(!shown(headers: text, body: Array("See https://h/a?\(name)=hush now".utf8)).contains("hush"))
    }

    @Test
    func `what is no secret stays as it is`() {
        let json = #"{"design":"a=b","secret":true,"token_type":"Bearer","n":1.00}"#
        #expect(
            shown(answer: json).contains(#"{\"design\":\"a=b\",\"secret\":true,\"token_type\":\"Bearer\",\"n\":1.00}"#)
        )
        #expect(shown(target: "/a?design=1&b=sig").contains("/a?design=1&b=sig"))
    }

    @Test
    func `the secrets of offers are masked by the server's own knowledge, and their places are kept`() throws {
        let masking = JournalMasking { message, body in
            let path = "/api/publishers/contoso/offers/vm"
            #expect([.request(method: "POST", path: path), .answer(path: path)].contains(message))
            let text = String(decoding: body, as: UTF8.self).replacing("hush", with: "*********")
            return .init(
                bytes: Array(text.utf8),
                secrets: [FoundSecret(place: "/offer/lead", value: Array("hush".utf8))]
            )
        }
        let shown = shown(
            target: "/api/publishers/contoso/offers/vm",
            body: Array(#"{"definition":{"offer":{"lead":"hush"}}}"#.utf8),
            masking: masking
        )
        #expect(!shown.contains("hush"))
        #expect(shown.contains(#""secrets":["/offer/lead"]"#))
    }

    @Test
    func `a secret is masked before a long body is cut`() throws {
        let journal = Journal(limits: Journal.Limits(bodyBytes: 41), masking: .plain)
        var talk = Talk()
        talk.add("PUT", "/api", body: #"{"a":"\#(String(repeating: "é", count: 100))","client_secret":"hush"}"#)
        for exchange in talk.exchanges { journal.append(exchange) }
        let body = try #require(journal.exchanges().first?.request.body)
        #expect(body.isCut && body.bytes.count == 40 && body.size > 220)
        #expect(body.text?.hasSuffix("é") == true)
    }

    @Test
    func `a long answer is cut and marked as well`() throws {
        var talk = Talk()
        talk.add("GET", "/api", #"{"a":"\#(String(repeating: "x", count: 100))"}"#)
        let body = try #require(talk.journal(Journal.Limits(bodyBytes: 40)).exchanges().first?.answer?.body)
        #expect(body.isCut && body.bytes.count == 40 && body.size == 108)
    }

    @Test
    func `bytes that are no text are kept as they are`() throws {
        let bytes: [UInt8] = [0xFF, 0x00, 0xD8, 0x3D]
        let journal = Journal(masking: .plain)
        journal.append(
            Exchange(
                time: Timestamp(secondsSince1970: 0),
                microseconds: 0,
                request: Exchange.Request(method: "PUT", host: "h", target: "/", headers: [], body: bytes),
                answer: nil
            )
        )
        let read = try JournalFile.exchanges(in: JournalText(journal.exchanges()).bytes)
        #expect(read.first?.request.body.bytes == bytes)
    }
}
