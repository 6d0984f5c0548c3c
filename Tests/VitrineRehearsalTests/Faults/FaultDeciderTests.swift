import Testing
import VitrineRehearsal

struct FaultDeciderTests {
    private static func rules(_ text: String) throws -> [FaultRule] { try Sample.scenario("faults:\n" + text).faults }

    private func struck(_ rule: String, calls: Int, seed: UInt64 = 1) throws -> [Int] {
        let decider = FaultDecider(rules: try Self.rules("  - {match: \(rule), action: {latency: 1s}}"), seed: seed)
        return (1...calls).filter { _ in !decider.decide(FaultSubject(method: "GET", path: "/api/a")).isNone }
    }

    @Test(arguments: [
        ("{}", [1, 2, 3, 4, 5, 6]), ("{nth: 2}", [2]), ("{nth: [1, 3]}", [1, 3]), ("{nth: {every: 3}}", [3, 6]),
        ("{nth: {first: 2}}", [1, 2]), ("{method: PUT}", []), ("{probability: 1}", [1, 2, 3, 4, 5, 6]),
        ("{probability: 0}", []),
    ])
    func `a rule strikes the calls that it names`(rule: String, calls: [Int]) throws {
        #expect(try struck(rule, calls: 6) == calls)
    }

    @Test(arguments: [
        ("{method: PUT}", true), ("{method: GET}", false), ("{path: \"/api/**\"}", true),
        ("{path: /api/publishers}", false),
        ("{publisher: CONTOSO}", true), ("{publisher: f*}", false), ("{caller: \"1111*\"}", true),
        ("{caller: 22222222-2222-2222-2222-222222222222}", false),
        ("{method: PUT, publisher: contoso, path: \"/api/publishers/{p}/offers/{o}\"}", true),
    ])
    func `a rule asks for method, path, publisher and caller`(match: String, fits: Bool) throws {
        let decider = FaultDecider(rules: try Self.rules("  - {match: \(match), action: {latency: 1s}}"), seed: 0)
        let call = FaultSubject(method: "put", path: "/api/publishers/contoso/offers/vm", caller: "1111-2")
        #expect(decider.decide(call).isNone != fits)
    }

    @Test
    func `a rule about callers or publishers never strikes a call without them`() throws {
        let decider = FaultDecider(
            rules: try Self.rules(
                "  - {match: {caller: \"*\"}, action: {latency: 1s}}\n  - {match: {publisher: \"*\"}, action: {latency: 1s}}"
            ),
            seed: 0
        )
        #expect(decider.decide(FaultSubject(method: "GET", path: "/common")).isNone)
    }

    @Test
    func `chance is the same for the same seed, another for another, and about as likely as said`() throws {
        let one = try struck("{probability: 0.3}", calls: 2_000, seed: 7)
        #expect(try struck("{probability: 0.3}", calls: 2_000, seed: 7) == one)
        #expect(try struck("{probability: 0.3}", calls: 2_000, seed: 8) != one)
        #expect((500...700).contains(one.count))
    }

    @Test
    func `a rule about GET is none about HEAD`() throws {
        let decider = FaultDecider(rules: try Self.rules("  - {match: {method: GET}, action: {latency: 1s}}"), seed: 0)
        #expect(decider.decide(FaultSubject(method: "HEAD", path: "/")).isNone)
        #expect(!decider.decide(FaultSubject(method: "get", path: "/")).isNone)
    }

    @Test
    func `each rule has a chance of its own`() throws {
        let decider = FaultDecider(
            rules: try Self.rules(
                "  - {name: a, match: {probability: 0.5}, action: {latency: 1s}}\n  - {name: b, match: {probability: 0.5}, action: {latency: 1s}}"
            ),
            seed: 1
        )
        let struck = (0..<100).map { _ in decider.decide(FaultSubject(method: "GET", path: "/")).rules }
        #expect(Set(struck) == [[], ["a"], ["b"], ["a", "b"]])
    }

    @Test
    func `of several lifetimes of a token the shortest counts`() throws {
        let rules = ["20s", "5s", "1h"].map { "  - {action: {expireToken: \($0)}}" }.joined(separator: "\n")
        let decision = FaultDecider(rules: try Self.rules(rules), seed: 0)
            .decide(FaultSubject(method: "POST", path: "/any/oauth2/token"))
        #expect(decision.tokenLifetime == ScenarioDuration(seconds: 5))
        #expect(decision.ending == nil)
    }

    @Test
    func `what other rules and other calls do doesn't change when a rule strikes`() throws {
        let alone = FaultDecider(
            rules: try Self.rules("  - {name: a, match: {method: PUT, probability: 0.5}, action: {throttle: 1s}}"),
            seed: 3
        )
        let beside = FaultDecider(
            rules: try Self.rules(
                "  - {name: a, match: {method: PUT, probability: 0.5}, action: {throttle: 1s}}\n  - {name: b, match: {probability: 0.5}, action: {latency: 1s}}"
            ),
            seed: 3
        )
        for _ in 0..<100 {
            _ = beside.decide(FaultSubject(method: "GET", path: "/x"))
            let put = FaultSubject(method: "PUT", path: "/x")
            #expect(alone.decide(put).rules.contains("a") == beside.decide(put).rules.contains("a"))
        }
    }

    @Test
    func `rules that strike together add up, and the first end counts`() throws {
        let decider = FaultDecider(
            rules: try Self.rules(
                """
                  - {name: slow, action: {latency: 1s}}
                  - {name: cut, match: {method: GET}, action: {latency: 500ms, truncate: 9}}
                  - {name: cut more, match: {method: GET}, action: {truncate: 3}}
                  - {name: full, match: {method: GET, nth: 1}, action: {throttle: 1500ms}}
                  - {name: gone, match: {method: GET}, action: {dropConnection: true}}
                """
            ),
            seed: 0
        )
        let first = decider.decide(FaultSubject(method: "GET", path: "/api"))
        #expect(first.latency == ScenarioDuration(milliseconds: 1_500))
        #expect(first.truncateAfter == 3)
        #expect(first.shown == "slow, cut, cut more, full, gone")
        guard case .answer(let answer) = first.ending else {
            Issue.record("no answer")
            return
        }
        #expect(answer.status == 429 && answer.headers["retry-after"] == "2")
        #expect(decider.decide(FaultSubject(method: "GET", path: "/api")).ending == .drop)
    }

    @Test
    func `an edit is about the offer that was read, and strikes nothing else`() throws {
        let scenario = try Sample.library().scenario("edited-meanwhile")
        let decider = FaultDecider(rules: scenario.faults, seed: scenario.randomSeed)
        for path in ["/api/publishers/contoso/offers", "/api/publishers/contoso/offers/vm/status"] {
            #expect(decider.decide(FaultSubject(method: "GET", path: path)).isNone)
        }
        let call = FaultSubject(method: "GET", path: "/api/publishers/contoso/offers/vm?api-version=1")
        // One that isn't answered with the offer doesn't count.
        #expect(decider.decide(call).isNone)
        #expect(decider.decide(call).isNone)
        let edits = decider.decide(after: call)
        #expect(edits.map(\.rule) == ["edited by somebody else"])
        #expect(edits.map(\.publisher) == ["contoso"] && edits.map(\.offer) == ["vm"])
        #expect(edits.map(\.author) == ["Jo of Contoso"])
        #expect(decider.decide(after: call).isEmpty)
    }

    @Test
    func `after a reset, and with other rules, counting begins anew`() throws {
        let rules = try Self.rules("  - {match: {nth: 1}, action: {latency: 1s}}")
        let decider = FaultDecider(rules: rules, seed: 0)
        let call = FaultSubject(method: "GET", path: "/")
        #expect(!decider.decide(call).isNone)
        #expect(decider.decide(call).isNone)
        decider.reset()
        #expect(!decider.decide(call).isNone)
        decider.replace(rules: rules, seed: 0)
        #expect(!decider.decide(call).isNone)
        decider.replace(rules: [], seed: 0)
        #expect(decider.decide(call).isNone)
    }

    @Test
    func `calls at the same time are each counted once`() async throws {
        let decider = FaultDecider(
            rules: try Self.rules("  - {match: {nth: {every: 10}}, action: {latency: 1s}}"),
            seed: 0
        )
        let struck = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<500).count { _ in !decider.decide(FaultSubject(method: "GET", path: "/")).isNone }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(struck == 400)
    }
}
