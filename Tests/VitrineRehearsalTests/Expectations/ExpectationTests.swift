import Testing
import VitrineCore
import VitrineRehearsal

struct ExpectationTests {
    private static let operation = Talk.offer + "/operations/11111111-1111-1111-1111-111111111111"

    private static var talk: Talk {
        var talk = Talk()
        talk.add("POST", "/t/oauth2/token", #"{"expires_in":3599}"#)
        talk.add("GET", Talk.offer)
        talk.add("PUT", Talk.offer, 412, request: [("If-Match", "\"x\"")])
        talk.add("PUT", Talk.offer, 500, request: [("If-Match", "\"x\"")], fault: "busy")
        talk.add("POST", Talk.offer + "/publish", 202, answer: [("Location", operation)])
        talk.add("GET", operation, #"{"status":"succeeded"}"#)
        return talk
    }

    private func outcome(_ text: String, _ talk: Talk = talk, _ state: RehearsedOffer? = nil) throws
        -> ExpectationOutcome
    {
        let state = state ?? RehearsedOffer.vm()
        let evidence = RehearsalEvidence(exchanges: talk.journal().exchanges()) { publisher, offer in
            let isNamed = offer.lowercased() == "vm" || GUID(offer) == Talk.guid
            return publisher.lowercased() == "contoso" && isNamed ? state : nil
        }
        return try #require(evidence.outcomes(of: [try Expectation(text)]).first)
    }

    @Test(arguments: [
        ("published contoso/vm", true, "Version 1 of contoso/vm is in preview."),
        ("PUBLISHED Contoso/VM", true, "Version 1"),
        ("published contoso/other", false, "There is no offer contoso/other."),
        ("live contoso/vm", false, "No go live of contoso/vm was accepted."),
        ("operation-followed contoso/vm", true, "1 operation of contoso/vm, followed to the end."),
        ("operation-followed a/b", false, "No publish or go live of a/b was accepted."),
        (
            "calls PUT offers at-least 1", true,
            "2 calls; expected: at least 1. The first was call 3, PUT /api/publishers/contoso/offers/vm, 412."
        ),
        ("calls PUT offers exactly 3", false, "2 calls; expected: exactly 3."),
        ("calls put offers at-most 2", true, "at most 2"),
        ("calls any offers", true, "3 calls"), ("calls DELETE offers never", true, "0 calls; expected: none."),
        ("calls POST token exactly 1", true, "1 call"),
        ("calls GET /api/publishers/*/offers/vm/operations/*", true, "1 call"),
        ("calls GET operations", true, "1 call"), ("calls GET status", false, "0 calls"),
        ("status 412 at-most 0", false, "1 answer with 412; expected: at most 0."), ("status 5xx", true, "1 answer"),
        ("status 300-399 never", true, "0 answers"),
        ("faults", true, "1 call met a fault"), ("faults never", false, "expected: none"),
        ("no-errors", false, "1 call got an error that no fault made; the first was call 3"),
        ("no-secret-in-clear", true, "No secret"),
        ("polled-politely", true, "Every call waited"), ("if-match-always", true, "Every PUT"),
        ("no-advice", true, "nothing that will hurt it"),
    ])
    func `an expectation is met or not, and says why`(text: String, isMet: Bool, sentence: String) throws {
        let outcome = try outcome(text)
        #expect(outcome.isMet == isMet)
        #expect(outcome.sentence.contains(sentence), "\(outcome.sentence)")
    }

    @Test(
        arguments: [
            (.succeeded, 1, "Version 1 of contoso/vm is in preview."), (.failed, 1, "The newest one has failed."),
            (.running, 1, "The newest one is running."), (.canceled, nil, "The newest one was canceled."),
            (.notStarted, nil, "The newest one hasn't begun."), (nil, 1, "The store was put back since."),
            (.succeeded, nil, "Nothing of it is in preview."),
        ] as [(OperationState?, Int64?, String)]
    )
    func `published asks for the newest publish, whatever went live`(
        publish: OperationState?,
        preview: Int64?,
        sentence: String
    ) throws {
        for goLive in [nil, .running, .succeeded] as [OperationState?] {
            let state = RehearsedOffer.vm(publish: publish, goLive: goLive, preview: preview, production: 1)
            let outcome = try outcome("published contoso/vm", Self.talk, state)
            #expect(outcome.isMet == sentence.hasPrefix("Version"))
            #expect(outcome.sentence.hasSuffix(sentence), "\(outcome.sentence)")
        }
    }

    @Test(arguments: [Talk.offer, Talk.offerByGUID], ["contoso/VM", "contoso/\(Talk.guidTold.1)"])
    func `an offer is the same by its name and by its GUID`(path: String, name: String) throws {
        for isTold in [false, true] {
            var talk = Talk()
            if isTold { talk.add("GET", Talk.offer, answer: [Talk.guidTold]) }
            talk.add("POST", path + "/publish", 202, answer: [("Location", Self.operation)])
            talk.add("GET", path + "/status", #"{"status":"waitingForPublisherReview"}"#)
            for word in ["published", "operation-followed"] {
                let outcome = try outcome("\(word) \(name)", talk)
                #expect(outcome.isMet, "\(outcome.sentence)")
            }
        }
    }

    @Test(arguments: ["/publish", "/golive"])
    func `an operation that was refused counts for nothing`(path: String) throws {
        var talk = Talk()
        talk.add("POST", Talk.offer + path, 409)
        let state = RehearsedOffer.vm(goLive: .succeeded, production: 1)
        for text in ["published contoso/vm", "live contoso/vm", "operation-followed contoso/vm"] {
            #expect(try !outcome(text, talk, state).isMet, "\(text)")
        }
    }

    @Test(arguments: ["", "/vm", "/vm/versions", "/vm/versions/1", "/vm/slot/preview"])
    func `the word offers means the list, an offer, its versions and its slots`(path: String) throws {
        var talk = Talk()
        talk.add("GET", "/api/publishers/contoso/offers" + path)
        talk.add("GET", Talk.offer + "/status")
        #expect(try outcome("calls GET offers exactly 1", talk).isMet)
    }

    @Test(
        arguments: [
            (.succeeded, 1, "Version 1 of contoso/vm is in production."), (.running, 1, "The newest one is running."),
            (.failed, 1, "The newest one has failed."), (.succeeded, nil, "Nothing of it is in production."),
        ] as [(OperationState?, Int64?, String)]
    )
    func `live asks for the newest go live, whatever was published since`(
        goLive: OperationState?,
        production: Int64?,
        sentence: String
    ) throws {
        var talk = Self.talk
        talk.add("POST", Talk.offer + "/golive", 202, answer: [("Location", "/x/y")])
        for publish in [.succeeded, .running, .failed] as [OperationState?] {
            let state = RehearsedOffer.vm(publish: publish, goLive: goLive, preview: 2, production: production)
            let outcome = try outcome("live contoso/vm", talk, state)
            #expect(outcome.isMet == sentence.hasPrefix("Version"))
            #expect(outcome.sentence.hasSuffix(sentence), "\(outcome.sentence)")
        }
        let followed = try outcome("operation-followed contoso/vm", talk)
        #expect(!followed.isMet)
        #expect(followed.sentence == "The go live of contoso/vm in call 7 was not followed to its end.")
    }

    @Test(arguments: [(nil, nil, 1), ("slow", nil, 1), ("slow", 200, 0), ("busy", 500, 0)] as [(String?, Int?, Int)])
    func `an error is the client's own unless a fault answered in the server's place`(
        fault: String?,
        madeUp: Int?,
        errors: Int
    ) throws {
        let journal = Journal(masking: .plain)
        journal.append(
            Exchange(
                time: Timestamp(secondsSince1970: 0),
                microseconds: 1,
                fault: fault,
                isMadeUp: madeUp != nil,
                request: Exchange.Request(method: "GET", host: "h", target: "/api/x", headers: [], body: []),
                answer: Exchange.Answer(status: madeUp ?? 401, headers: [], body: [])
            )
        )
        let evidence = RehearsalEvidence(exchanges: journal.exchanges()) { _, _ in nil }
        #expect(evidence.outcomes(of: [try Expectation("no-errors")]).map(\.isMet) == [errors == 0])
    }

    @Test(arguments: [
        ("no-secret-in-clear", "/api/publishers?access_token=x", [], 200),
        ("polled-politely", "/api/publishers", [("Retry-After", "99")], 429),
    ])
    func `what the client does wrong breaks the expectation about it, and no-advice`(
        text: String,
        target: String,
        answer: [(String, String)],
        status: Int
    ) throws {
        var talk = Talk()
        talk.add("GET", target, status, answer: answer)
        talk.add("GET", "/api/publishers")
        #expect(try !outcome(text, talk).isMet)
        #expect(try !outcome("no-advice", talk).isMet)
        #expect(try outcome("if-match-always", talk).isMet)
    }

    @Test
    func `a secret that is sent again, and a look that comes too early, break theirs`() throws {
        let secrets = [FoundSecret(place: "/offer/lead", value: Array("one".utf8))]
        var repeating = Talk()
        for _ in 1...2 {
            repeating.add("PUT", Talk.offer, request: [("If-Match", "\"x\"")], body: "{}", secrets: secrets)
        }
        #expect(try !outcome("no-secret-in-clear", repeating).isMet)
        var hasty = Talk()
        for _ in 1...2 { hasty.add("GET", Self.operation, answer: [("Retry-After", "9")]) }
        #expect(try !outcome("polled-politely", hasty).isMet)
        #expect(try outcome("no-secret-in-clear", hasty).isMet)
    }

    @Test
    func `a careless PUT breaks if-match-always alone`() throws {
        var talk = Talk()
        talk.add("GET", Talk.offer)
        talk.add("PUT", Talk.offer)
        let outcome = try outcome("if-match-always", talk)
        #expect(!outcome.isMet && outcome.sentence.hasSuffix("Such a call is 2."))
        #expect(try self.outcome("polled-politely", talk).isMet)
    }

    @Test
    func `what made room is told`() throws {
        let evidence = RehearsalEvidence(exchanges: [], dropped: 3) { _, _ in nil }
        #expect(
            evidence.outcomes(of: [try Expectation("no-errors")])[0].sentence.hasSuffix(
                "The journal's first 3 calls made room and couldn't be looked at."
            )
        )
    }

    @Test(arguments: [
        ("", "The expectation is empty."), ("publised a/b", "Did you mean 'published'?"),
        ("published", "PUBLISHER/OFFER is missing"),
        ("published a", "one PUBLISHER/OFFER is expected"), ("published a/b c", "one PUBLISHER/OFFER"),
        ("published a/b/c", "one PUBLISHER/OFFER"),
        ("published /b", "one PUBLISHER/OFFER"), ("calls", "METHOD is missing"),
        ("calls PUTT offers", "Did you mean 'PUT'?"), ("calls PUT", "ROUTE is missing"),
        ("calls PUT offer", "Did you mean 'offers'?"), ("calls PUT /a?b", "is no ROUTE"),
        ("calls PUT offers 3", "'3' is no COUNT."),
        ("calls PUT offers at-least", "the number is missing"), ("calls PUT offers at-least -1", "wants one number"),
        ("calls PUT offers at-least +1", "wants one number"),
        ("calls PUT offers at-leest 1", "Did you mean 'at-least'?"),
        ("calls PUT offers never 1", "nothing comes after 'never'"),
        ("calls PUT offers exactly 1 2", "wants one number"),
        ("status", "STATUS is missing"), ("status 99", "is no STATUS"), ("status none", "is no STATUS"),
        ("no-errors please", "nothing comes after the first word"),
        (String(repeating: "x", count: 2_000), "too long"),
    ])
    func `a wrong text is refused with its reason and the forms`(text: String, reason: String) {
        do throws(ExpectationError) {
            _ = try Expectation(text)
            Issue.record("taken")
        } catch {
            #expect(error.reason.contains(reason), "\(error.reason)")
            for form in Expectation.forms { #expect(error.description.contains(form)) }
            #expect(error.description.contains("at-least N, at-most N, exactly N or never"))
        }
    }

    @Test
    func `the page has each form, and its examples are expectations`() throws {
        let page = try Project.text("docs/expectations.md")
        for form in Expectation.forms { #expect(page.contains("| `\(form)` |"), "\(form)") }
        let examples = page.split(separator: "--expect '").dropFirst().map { String($0.prefix { $0 != "'" }) }
        #expect(examples.count >= 6)
        for example in examples { #expect(throws: Never.self) { try Expectation(example) } }
    }
}
