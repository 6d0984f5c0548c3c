import Testing

/// A scenario with something wrong in it.
struct BrokenScenario: Sendable, CustomTestStringConvertible {
    let text: String

    /// A part of what is said about it.
    let reason: String

    /// Whether the JSON Schema can see it as well.
    let isSeenBySchema: Bool

    var testDescription: String { reason }

    private init(_ reason: String, _ text: String, schema: Bool = true) {
        self.reason = reason
        self.text = text
        isSeenBySchema = schema
    }

    private static func fault(_ reason: String, _ text: String, schema: Bool = true) -> BrokenScenario {
        BrokenScenario(reason, "faults:\n  - \(text)", schema: schema)
    }

    private static func step(_ reason: String, _ text: String, schema: Bool = true) -> BrokenScenario {
        BrokenScenario(reason, "steps:\n  - \(text)", schema: schema)
    }

    private static func offer(_ reason: String, _ text: String, schema: Bool = true) -> BrokenScenario {
        BrokenScenario(reason, "seed:\n  publishers: [{id: contoso}]\n  offers:\n    - {\(text)}", schema: schema)
    }

    static let all: [BrokenScenario] = seeds + steps + faults

    private static let seeds: [BrokenScenario] = [
        BrokenScenario("Write a mapping with the keys name", "- a\n- b"),
        BrokenScenario("letters, digits, '-' and '_'", "name: a b"),
        BrokenScenario("Write a whole number from 0", "rng: -1"),
        BrokenScenario("Write instant, hosted, or a factor", "pace: quick"),
        BrokenScenario("Write a whole number from 1 to 100000", "speed: 0"),
        BrokenScenario("Write a whole number from 1 to 100000", "speed: 100001"),
        BrokenScenario("stands twice", "name: a\nname: b", schema: false),
        BrokenScenario("Write a list.", "faults: {}"),
        BrokenScenario("A client id is a GUID", "seed: {applications: [{id: me}]}"),
        BrokenScenario("The key 'id' is missing.", "seed: {applications: [{name: me}]}"),
        BrokenScenario(
            "The seed has no publisher 'contosso'. Did you mean 'contoso'?",
            "seed: {publishers: [{id: contoso}], applications: [{id: 11111111-1111-1111-1111-111111111111, memberships: {contosso: owner}}]}",
            schema: false
        ),
        BrokenScenario(
            "Write one of reader, contributor, owner.",
            "seed: {publishers: [{id: contoso}], applications: [{id: 11111111-1111-1111-1111-111111111111, memberships: {contoso: boss}}]}"
        ),
        offer("The key 'publisher' is missing", "id: vm, offerTypeId: microsoft-azure-saas, definition: {a: 1}"),
        offer(
            "The seed has no publisher 'fabrikam'",
            "publisher: fabrikam, id: vm, offerTypeId: microsoft-azure-saas, definition: {a: 1}",
            schema: false
        ),
        offer(
            "Did you mean 'microsoft-azure-saas'?",
            "publisher: contoso, id: vm, offerTypeId: microsoft-azure-sas, definition: {a: 1}",
            schema: false
        ),
        offer(
            "A new offer id has",
            "publisher: contoso, id: v/m, offerTypeId: microsoft-azure-saas, definition: {a: 1}"
        ),
        offer(
            "Write the offer's 'definition', or name a 'file'",
            "publisher: contoso, id: vm, offerTypeId: microsoft-azure-saas"
        ),
        offer(
            "'definition' and 'file' contradict",
            "publisher: contoso, id: vm, offerTypeId: microsoft-azure-saas, definition: {a: 1}, file: a.json"
        ),
        offer(
            "can't be read",
            "publisher: contoso, id: vm, offerTypeId: microsoft-azure-saas, file: a.json",
            schema: false
        ),
        offer(
            "the id needs {n}",
            "publisher: contoso, id: vm, count: 3, offerTypeId: microsoft-azure-saas, definition: {a: 1}",
            schema: false
        ),
        offer(
            "say with 'count'",
            #"publisher: contoso, id: "vm-{n}", offerTypeId: microsoft-azure-saas, definition: {a: 1}"#,
            schema: false
        ),
        offer(
            "can't be live while 1 is in preview",
            "publisher: contoso, id: vm, offerTypeId: microsoft-azure-saas, definition: {a: 1}, slots: {preview: 1, production: 2}",
            schema: false
        ),
        offer(
            "from 1 to 100.",
            "publisher: contoso, id: vm, offerTypeId: microsoft-azure-saas, definition: {a: 1}, slots: {preview: 0}"
        ),
        BrokenScenario(
            "The offer 'contoso/VM' is there already.",
            """
            seed:
              publishers: [{id: contoso}]
              offers:
                - {publisher: contoso, id: vm, offerTypeId: microsoft-azure-saas, definition: {a: 1}}
                - {publisher: contoso, id: VM, offerTypeId: microsoft-azure-saas, definition: {a: 1}}
            """,
            schema: false
        ),
    ]

    private static let steps: [BrokenScenario] = [
        step(
            "No workflow has a step 'displaycertfy'. Did you mean 'displaycertify'?",
            "{match: {step: displaycertfy}, verdict: pass}",
            schema: false
        ),
        step("The rule says nothing", "match: {step: live}"),
        step("Write one of pass, fail, ask, later. Did you mean 'pass'?", "verdict: passs"),
        step("Only a step that fails says an error", "{verdict: pass, messages: [{level: error, text: No.}]}"),
        step("Only a step that fails says an error", "{messages: [{level: error, text: No.}]}", schema: false),
        step("'again' is for 'verdict: later' only", "{verdict: fail, again: 3s}"),
        step("after a second at least", "{verdict: later, again: 10ms}", schema: false),
        step("longer than ten years", "duration: 4000d", schema: false),
        step("Write a span of time", "duration: 3 days"),
        step("waits for go live, and nothing happens in it", "{match: {step: publisher-signoff}, duration: 1d}"),
        step(
            "waits for go live, and nothing happens in it",
            "{match: {step: publisher-*}, duration: 1d}",
            schema: false
        ),
        step("Write either 'every' or 'first'", "{match: {publish: {every: 2, first: 3}}, duration: 1d}"),
        step("Write a number, a list of numbers", "{match: {publish: always}, duration: 1d}"),
        step("The key 'text' is missing", "{verdict: fail, messages: [{level: error}]}"),
        step(
            "This rule never counts: the one on line 2",
            "{match: {offer: v*}, duration: 1d}\n  - {match: {offer: vm}, duration: 2d}",
            schema: false
        ),
        step(
            "This rule never counts",
            "{match: {publish: {first: 3}}, verdict: fail}\n  - {match: {publish: 2}, verdict: pass}",
            schema: false
        ),
    ]

    private static let faults: [BrokenScenario] = [
        fault("The key 'action' is missing", "match: {method: PUT}"),
        fault("The action does nothing", "action: {}"),
        fault("'answer' and 'throttle' contradict each other", "action: {answer: {status: 500}, throttle: 3s}"),
        fault(
            "'dropConnection' and 'expireToken' contradict each other",
            "action: {dropConnection: true, expireToken: now}"
        ),
        fault("A connection that is dropped has no answer", "action: {dropConnection: true, truncate: 3}"),
        fault("Write a probability from 0 to 1", "{match: {probability: 1.5}, action: {latency: 1s}}"),
        fault("Write a path from '/' on", "{match: {path: api}, action: {latency: 1s}}"),
        fault("Write a path from '/' on", "{match: {path: \"/api?x=1\"}, action: {latency: 1s}}"),
        fault(
            "which this doesn't fit: the rule fits no request",
            "{match: {path: /api/publishers/contoso/offers, publisher: fabrikam}, action: {latency: 1s}}",
            schema: false
        ),
        fault("Write a whole number from 200 to 599", "action: {answer: {status: 99}}"),
        fault("'body' and 'code' or 'message' contradict", "action: {answer: {status: 500, body: a, code: b}}"),
        fault(
            "The server writes 'Content-Length' itself",
            "action: {answer: {status: 500, headers: {Content-Length: 3}}}",
            schema: false
        ),
        fault("can't be the name of a header", "action: {answer: {status: 500, headers: {\"a b\": c}}}", schema: false),
        fault(
            "printable ASCII characters only",
            "action: {answer: {status: 500, headers: {a: \"b\\r\\nc: d\"}}}",
            schema: false
        ),
        fault(
            "'edit' comes after a GET of an offer; this rule is about PUT",
            "{match: {method: PUT}, action: {edit: {patch: {a: 1}}}}",
            schema: false
        ),
        fault("write 'method: GET'", "action: {edit: {patch: {a: 1}}}", schema: false),
        fault(
            "'throttle' prevents that",
            "{match: {method: GET}, action: {throttle: 1s, edit: {patch: {a: 1}}}}",
            schema: false
        ),
        fault("null takes a member out", "{match: {method: GET}, action: {edit: {patch: 3}}}"),
        fault(
            "This rule contradicts the one on line 2",
            "action: {throttle: 1s}\n  - {match: {method: PUT}, action: {dropConnection: true}}",
            schema: false
        ),
        fault(
            "The name 'a' was given on line 2 already",
            "{name: a, action: {latency: 1s}}\n  - {name: a, action: {latency: 1s}}",
            schema: false
        ),
        fault("Write 'now' for this call's token", "action: {expireToken: 5}"),
        fault("Nothing is done then", "action: {dropConnection: false}"),
        fault("held back for 4m at most", "action: {latency: 241s}", schema: false),
        fault(
            "'expireToken' with a span of time is about the call that issues the token",
            "{match: {path: /api/**}, action: {expireToken: 5s}}",
            schema: false
        ),
        fault(
            "'expireToken' with a span of time is about the call that issues the token",
            "{match: {publisher: contoso}, action: {expireToken: 5s}}",
            schema: false
        ),
        fault(
            "this is the path of none",
            "{match: {method: GET, path: /api/publishers}, action: {edit: {patch: {a: 1}}}}",
            schema: false
        ),
        fault("a client id, which is a GUID", "{match: {caller: bob}, action: {latency: 1s}}", schema: false),
        fault("has no body", "action: {answer: {status: 204, body: x}}", schema: false),
        fault("has no body", "action: {answer: {status: 304, message: x}}", schema: false),
    ]
}
