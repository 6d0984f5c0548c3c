import ExactJSON
import Testing
import VitrineCore
import VitrineRehearsal

struct JournalFileTests {
    private static var talk: Talk {
        var talk = Talk()
        talk.add(
            "POST",
            "/t/oauth2/token?a=1&b",
            request: [("Content-Type", "application/x-www-form-urlencoded")],
            body: "client_id=a&client_secret=b",
            #"{"access_token":"x","expires_in":3599}"#
        )
        talk.add(
            "PUT",
            Talk.offer,
            412,
            body: #"{"n":1.00,"ü":"\n"}"#,
            answer: [("Content-Type", "application/json")],
            fault: "busy, slow",
            secrets: [FoundSecret(place: "/offer/x", value: [1])]
        )
        talk.add("GET", Talk.offer, nil, caller: nil)
        talk.add("GET", "/moved", 302, answer: [("Location", "/there")], "")
        talk.add("GET", "/broken", 200, #"{"cut":"#)
        return talk
    }

    @Test
    func `our own form gives back what was written, but for fingerprints`() throws {
        let exchanges = Self.talk.journal().exchanges()
        let text = JournalText(exchanges, dropped: 3).bytes
        let read = try JournalFile.exchanges(in: text)
        #expect(read.count == 5)
        #expect(JournalText(read, dropped: 3).bytes == text)
        #expect(read.map(\.id) == [1, 2, 3, 4, 5])
        #expect(try JSONDocument(parsing: text).root["dropped"]?.int64 == 3)
    }

    @Test
    func `an archive is valid HAR, and gives back the same requests and answers`() throws {
        let exchanges = Self.talk.journal().exchanges()
        let archive = HARText(exchanges, serverVersion: "1.0")
        let (status, said) = try Project.python("check-har.py", input: archive.bytes)
        #expect(status == 0, "\(said)")
        #expect(said == "5 entries\n")
        let read = try JournalFile.exchanges(in: archive.bytes)
        #expect(HARText(read, serverVersion: "1.0").bytes == archive.bytes)
        for (one, other) in zip(exchanges, read) {
            #expect(one.request.target == other.request.target && one.request.headers == other.request.headers)
            #expect(one.request.body == other.request.body && one.answer == other.answer && one.time == other.time)
            #expect(one.fault == other.fault && one.caller == other.caller && one.id == other.id)
        }
    }

    @Test
    func `an empty journal is valid too, and comes in pieces`() throws {
        #expect(try Project.python("check-har.py", input: HARText([], serverVersion: "1").bytes).status == 0)
        #expect(try JournalFile.exchanges(in: JournalText([]).bytes).isEmpty)
        #expect(Array(JournalText(Self.talk.journal().exchanges())).count == 7)
    }

    @Test
    func `the check of archives finds what is wrong with one`() throws {
        let good = String(decoding: HARText(Self.talk.journal().exchanges(), serverVersion: "1").bytes, as: UTF8.self)
        for (part, wrong) in [
            (#""version":"1.2""#, #""version":"1.3""#), (#""cache":{},"#, ""), (#""cookies":[]"#, #""cookies":{}"#),
            (#""status":412"#, #""status":"412""#),
            (#""timings":{"#, #""timings":{"x":1,"#), ("https://", ""), (#""send":0"#, #""send":5"#),
            (#""queryString":[{"name":"a""#, #""queryString":[{"name":"c""#),
        ] {
            #expect(good.contains(part))
            #expect(
                try Project.python("check-har.py", input: Array(good.replacing(part, with: wrong).utf8)).status != 0,
                "\(wrong)"
            )
        }
    }

    @Test(arguments: [
        ("2024-05-01T10:00:00Z", 17_145_576_000_000_000), ("2024-05-01T10:00:00.5Z", 17_145_576_005_000_000),
        ("2024-05-01T12:00:00.123456789+02:00", 17_145_576_001_234_567),
        ("2024-05-01T08:30:00-0130", 17_145_576_000_000_000),
    ])
    func `archives of others have times with offsets and any fraction`(time: String, ticks: Int64) throws {
        #expect(try JournalFile.exchanges(in: Self.archive(time: time)).first?.time == Timestamp(ticks: ticks))
    }

    @Test(arguments: [
        "", "2024-05-01", "2024-05-01T10:00:00", "2024-05-01T10:00:00.Z", "2024-13-01T10:00:00Z",
        "2024-05-01T10:00:00+1", "2024-05-01T10:00:00+12:zz",
    ])
    func `what is no time is refused with its place`(time: String) {
        do throws(JournalFileError) {
            _ = try JournalFile.exchanges(in: Self.archive(time: time))
            Issue.record("taken")
        } catch {
            #expect(error.description.hasPrefix("/log/entries/0: 'startedDateTime' has to be a time"))
        }
    }

    private static func archive(time: String) -> [UInt8] {
        Array(
            """
            \u{FEFF}{"log":{"version":"1.2","entries":[{"startedDateTime":"\(time)","time":12.5,"request":{"method":"get","url":"https://h:1/a?b#c",
            "headers":[{"name":":authority","value":"h"},{"name":"A","value":"b"}]},"response":{"status":200,"content":{"size":-1,"text":"x"}}}]}}
            """.utf8
        )
    }

    @Test
    func `an archive of others is read as far as it goes`() throws {
        let exchange = try #require(try JournalFile.exchanges(in: Self.archive(time: "2024-05-01T10:00:00Z")).first)
        #expect(exchange.request.method == "GET" && exchange.request.host == "h:1" && exchange.request.target == "/a?b")
        #expect(exchange.request.headers == [HeaderField("A", "b")] && exchange.microseconds == 12_500)
        #expect(exchange.answer?.body.size == 1)
    }

    @Test(arguments: [
        (["", ""], [1, 2]), (["7", ""], [1, 2]), (["7", "7"], [1, 2]), (["-1", "7"], [1, 2]), (["7", "3"], [7, 3]),
    ])
    func `entries without numbers, or with one twice, are numbered by their places`(
        given: [String],
        numbers: [Int64]
    ) throws {
        let entries = given.map { number in
            let member = number.isEmpty ? "" : #""_id":\#(number),"#
            return """
                {\(member)"startedDateTime":"2024-05-01T10:00:00Z","time":1,"request":{"method":"GET","url":"https://h/"},"response":{"status":0}}
                """
        }
        let archive = #"{"log":{"entries":[\#(entries.joined(separator: ","))]}}"#
        #expect(try JournalFile.exchanges(in: Array(archive.utf8)).map(\.id) == numbers)
    }

    @Test
    func `who stood in front of an archive's host is left out`() throws {
        let archive = String(decoding: Self.archive(time: "2024-05-01T10:00:00Z"), as: UTF8.self)
            .replacing("https://h:1/a", with: "https://me:hunter2@h:1/@a")
        let exchange = try #require(try JournalFile.exchanges(in: Array(archive.utf8)).first)
        #expect(exchange.request.host == "h:1" && exchange.request.target == "/@a?b")
    }

    @Test(arguments: [
        ("", "This is not JSON"), ("[]", "neither a journal"), (#"{"kind":"journal","format":2}"#, "format 1"),
        (#"{"kind":"journal","format":1,"exchanges":{}}"#, "'exchanges' has to be a list"),
        (#"{"kind":"journal","format":1,"exchanges":[1]}"#, "/exchanges/0: 'time'"),
        (#"{"log":{}}"#, "'log/entries' has to be a list"),
        (#"{"log":{"entries":[{"time":1e99}]}}"#, "/log/entries/0: 'time'"),
    ])
    func `a wrong file is refused with its place`(text: String, reason: String) {
        do throws(JournalFileError) {
            _ = try JournalFile.exchanges(in: Array(text.utf8))
            Issue.record("taken")
        } catch {
            #expect(error.description.contains(reason))
        }
    }

    @Test(arguments: 0..<24 as Range<UInt64>)
    func `no bytes break the reading, nor what is done with what was read`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let exchanges = Self.talk.journal().exchanges()
        let texts = [JournalText(exchanges).bytes, HARText(exchanges, serverVersion: "1").bytes]
        let fragments = [
            "{", "}", "[", "]", ",", "\"", "null", "-1", "9223372036854775807", "1e308", "\\u0000", "%", "%3d", "sig=",
            "0001-01-01T00:00:00Z", "://", "base64",
        ]
        for _ in 0..<150 {
            let text = (texts.randomElement(using: &generator) ?? []).mutated(using: &generator, with: fragments)
            guard let read = try? JournalFile.exchanges(in: text) else { continue }
            let journal = Journal(masking: .plain)
            for exchange in read { journal.append(exchange) }
            let evidence = RehearsalEvidence(exchanges: journal.exchanges()) { _, _ in nil }
            _ = RehearsalSummary(evidence, outcomes: [], refusedHosts: [:]).text(width: 80)
            _ = JournalReplay(read)
            #expect((try? JournalFile.exchanges(in: JournalText(read).bytes))?.count == read.count)
        }
    }
}
