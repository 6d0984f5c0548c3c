import Testing
import VitrineCore
import VitrineRehearsal

struct ScenarioReadingTests {
    @Test
    func `a whole scenario is read as it was written`() throws {
        let scenario = try Sample.scenario(
            """
            name: all
            description: Everything that can be said.
            rng: 42
            clock: held
            pace: 0.5
            speed: 60
            seed:
              publishers: [{id: contoso, name: Contoso, sellerId: "77"}]
              applications:
                - id: 11111111-1111-1111-1111-111111111111
                  name: CI
                  secret: hush
                  memberships: {contoso: contributor}
              offers:
                - publisher: contoso
                  id: vm
                  offerTypeId: microsoft-azure-virtualmachines
                  definition: {displayText: "VM {version}", n: 1.10, off: no}
                  slots: {preview: 3, production: 2}
            steps:
              - match: {publisher: con*, offer: vm, step: displaycertify, publish: {first: 2}}
                duration: 2h
                verdict: later
                again: 10m
                times: 3
                messages: [{level: warning, text: Wait.}]
            faults:
              - name: mad
                match: {method: PUT, path: "/api/publishers/{publisher}/offers/*", publisher: contoso, nth: [1, 3]}
                action:
                  latency: 250ms
                  answer: {status: 500, code: Mad, message: It is mad., headers: {X-Mad: 1}}
                  truncate: 10
            """
        )
        #expect(scenario.name == "all")
        #expect(scenario.randomSeed == 42)
        #expect(scenario.clock.isHeld && scenario.clock.speed == 60)
        #expect(scenario.pace == "0.5")
        #expect(scenario.seed.publishers.first?.sellerID == "77")
        let application = try #require(scenario.seed.applications.first)
        #expect(application.secret == "hush")
        #expect(application.memberships.map(\.role) == [.contributor])
        let offer = try #require(scenario.seed.offers.first)
        #expect(offer.preview == 3 && offer.production == 2 && offer.frozenVersions == 3)
        #expect(
            String(decoding: offer.definition(1, version: 2), as: UTF8.self)
                == #"{"displayText":"VM 2","n":1.10,"off":"no"}"#
        )
        let step = try #require(scenario.steps.first)
        #expect(step.duration == ScenarioDuration(seconds: 7_200))
        #expect(step.verdict == .later(again: ScenarioDuration(seconds: 600), times: 3))
        #expect(step.match.publish == .first(2))
        let fault = try #require(scenario.faults.first)
        #expect(fault.match.nth == .numbers([1, 3]))
        #expect(fault.action.latency == ScenarioDuration(milliseconds: 250))
        #expect(fault.action.truncateAfter == 10)
        guard case .answer(let answer) = fault.action.ending else {
            Issue.record("no answer")
            return
        }
        #expect(String(decoding: answer.body, as: UTF8.self) == #"{"error":{"code":"Mad","message":"It is mad."}}"#)
        #expect(answer.headers.first == HeaderField("X-Mad", "1"))
    }

    @Test
    func `all that is wrong is said at once, with line and column, and what may have been meant`() {
        let complaints = Sample.complaints(
            """
            name: bad
            faluts: []
            clock: stopped
            seed:
              publishers: [{id: contoso, nam: x}, {id: "-bad-"}, {id: CONTOSO}]
            steps:
              - match: {step: displaycertfy}
                verdict: maybe
                duration: -3d
            faults:
              - match: {method: PUTT}
                action: {latency: soon}
            """
        )
        let expected = [
            "s.yaml:2:1: /faluts: There is no such key. Did you mean 'faults'?",
            "s.yaml:3:8: /clock: Write one of held, running.",
            "s.yaml:5:30: /seed/publishers/0/nam: There is no such key. Did you mean 'name'?",
            "s.yaml:5:44: /seed/publishers/1/id: A new publisher id has 1 to 50 letters",
            "s.yaml:5:54: /seed/publishers/2: The id 'CONTOSO' was given on line 5 already.",
            "s.yaml:7:19: /steps/0/match/step: No workflow has a step 'displaycertfy'. Did you mean 'displaycertify'?",
            "s.yaml:8:14: /steps/0/verdict: Write one of pass, fail, ask, later.",
            "s.yaml:9:15: /steps/0/duration: A span of time can't be negative.",
            "s.yaml:11:21: /faults/0/match/method: Write one of GET, HEAD, PUT, POST, DELETE, PATCH, OPTIONS. Did you mean 'PUT'?",
            "s.yaml:12:23: /faults/0/action/latency: Write a span of time",
        ]
        #expect(complaints.count == expected.count)
        for (complaint, start) in zip(complaints, expected) { #expect(complaint.hasPrefix(start)) }
    }

    @Test(arguments: BrokenScenario.all)
    func `a wrong scenario is refused for its reason`(broken: BrokenScenario) {
        let complaints = Sample.complaints(broken.text)
        #expect(complaints.contains { $0.contains(broken.reason) }, "\(complaints)")
        #expect(complaints.allSatisfy { $0.hasPrefix("s.yaml:") })
    }

    @Test(arguments: [
        ("seed:\n  publishers:", 1_000, "    - {id: p{n}}"),
        ("seed:\n  applications:", 1_000, "    - {id: 11111111-1111-1111-1111-{n}}"),
        ("steps:", 1_000, "  - {match: {offer: o{n}}, duration: 1s}"),
        ("faults:", 1_000, "  - {action: {latency: 1s}}"),
        ("steps:\n  - messages:", 50, "      - {text: a}"),
    ])
    func `one more than the page allows is refused`(head: String, most: Int, item: String) {
        func text(_ count: Int) -> String {
            let items = (0..<count).map { item.replacing("{n}", with: String(100_000_000_000 + $0)) }
            return ([head] + items).joined(separator: "\n")
        }
        #expect(Sample.complaints(text(most)) == [])
        let complaints = Sample.complaints(text(most + 1))
        #expect(complaints.contains { $0.contains("The list has \(most + 1) items; \(most) are allowed.") })
    }

    @Test
    func `a definition has a mebibyte at most`() {
        func text(_ size: Int) -> String {
            let value = String(repeating: "x", count: size - #"{"a":""}"#.utf8.count)
            return
                "seed:\n  publishers: [{id: a}]\n  offers: [{publisher: a, id: b, offerTypeId: microsoft-azure-saas, definition: {a: \(value)}}]"
        }
        #expect(Sample.complaints(text(1 << 20)) == [])
        #expect(Sample.complaints(text(1 << 20 + 1)).contains { $0.contains("larger than 1048576 bytes") })
    }

    @Test
    func `a client may do what the first application may, or everything where there is none, with its own secret`()
        throws
    {
        let client = RehearsalClient(id: GUID("7f6d8f60-0000-4000-8000-00000000abcd"), secret: "own")
        let alone = try Sample.scenario("seed: {publishers: [{id: a}, {id: b}]}").admitting(client).seed.applications
        #expect(alone.map(\.secret) == ["own"])
        #expect(alone.first?.memberships.map(\.publisher.text) == ["a", "b"])
        #expect(alone.first?.memberships.allSatisfy { $0.role == .owner } == true)
        let known = try Sample.scenario(
            "seed: {publishers: [{id: a}], applications: [{id: 7f6d8f60-0000-4000-8000-00000000abcd, secret: hush, memberships: {a: reader}}]}"
        )
        let own = known.admitting(client).seed.applications
        #expect(own.map(\.secret) == ["own"] && own.first?.memberships.map(\.role) == [.reader])
        let secretless = known.admitting(RehearsalClient(id: nil, secret: nil)).seed.applications
        #expect(secretless.map(\.secret) == ["hush"])
    }

    @Test
    func `a hundred thousand offers are read from one pattern, and one more is refused`() throws {
        func text(_ count: Int) -> String {
            """
            seed:
              publishers: [{id: contoso}]
              offers:
                - {publisher: contoso, id: "offer-{n}", count: \(count), offerTypeId: microsoft-azure-saas, definition: {displayText: "No {n}"}}
            """
        }
        let scenario = try Sample.scenario(text(100_000))
        #expect(scenario.seed.offerCount == 100_000)
        let offer = try #require(scenario.seed.offers.first)
        #expect(offer.id(99_999).text == "offer-99999")
        #expect(String(decoding: offer.definition(7, version: 1), as: UTF8.self) == #"{"displayText":"No 7"}"#)
        #expect(Sample.complaints(text(100_001)).contains { $0.contains("from 1 to 100000") })
        let more =
            text(99_999)
            + "\n    - {publisher: contoso, id: \"other-{n}\", count: 2, offerTypeId: microsoft-azure-saas, definition: {a: 1}}"
        #expect(Sample.complaints(more).contains { $0.contains("100001 offers in all; 100000 are allowed.") })
    }
}
