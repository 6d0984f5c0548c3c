import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 3: a secret belongs to its plan id, not to a position.
struct SecretsOfPlansTests {
    private static let two = #"{"plans":[{"planId":"a","password":"A"},{"planId":"b","password":"B"}]}"#

    @Test func `a plan that moves keeps its secret`() async throws {
        try await MadeUpPortal.with { made in
            let first = try await made.put(Self.two)
            #expect(first.secretFields == ["/definition/plans/0/password", "/definition/plans/1/password"])
            let moved = try await made.put(#"{"plans":[{"planId":"new"},{"planId":"b"},{"planId":"a"}]}"#)
            #expect(moved.secretFields == ["/definition/plans/1/password", "/definition/plans/2/password"])
            #expect(try await made.portal.secrets() == Self.opened)
        }
    }

    @Test func `a plan that is renamed has no secret, and the old name keeps it`() async throws {
        try await MadeUpPortal.with { made in
            try await made.put(Self.two)
            let renamed = try await made.put(#"{"plans":[{"planId":"c"},{"planId":"b"}]}"#)
            #expect(renamed.secretFields == ["/definition/plans/1/password"])
            let back = try await made.put(#"{"plans":[{"planId":"a"},{"planId":"b"}]}"#)
            #expect(back.secretFields == ["/definition/plans/0/password", "/definition/plans/1/password"])
            #expect(try await made.portal.secrets() == Self.opened)
        }
    }

    @Test func `a plan that is gone and comes back has its secret again`() async throws {
        try await MadeUpPortal.with { made in
            try await made.put(Self.two)
            #expect(try await made.put(#"{"plans":[]}"#).secretFields == [])
            #expect(try await made.put("{}").secretFields == [])
            try await made.portal.fixture.publish("vm", into: .preview)
            let back = try await made.put(#"{"plans":[{"planId":"b"}]}"#)
            #expect(back.secretFields == ["/definition/plans/0/password"])
            #expect(try await made.portal.secrets() == Self.opened)
        }
    }

    @Test func `ids of plans compare without case`() async throws {
        try await MadeUpPortal.with { made in
            try await made.put(#"{"plans":[{"planId":"Basic","password":"A"}]}"#)
            let answer = try await made.put(#"{"plans":[{"planId":"BASIC"}]}"#)
            #expect(answer.secretFields == ["/definition/plans/0/password"])
            #expect(try await made.portal.secrets() == ["/plans/planId=basic/password": "\"A\""])
        }
    }

    @Test(arguments: ["null", "\"\""])
    func `clearing one plan's secret leaves the other's`(value: String) async throws {
        try await MadeUpPortal.with { made in
            try await made.put(Self.two)
            let answer = try await made.put(#"{"plans":[{"planId":"b"},{"planId":"a","password":\#(value)}]}"#)
            #expect(answer.secretFields == ["/definition/plans/0/password"])
            #expect(try await made.portal.secrets() == ["/plans/planId=b/password": "\"B\""])
        }
    }

    @Test func `GET, swap of the plans, PUT loses nothing`() async throws {
        try await MadeUpPortal.with { made in
            let definition = """
                {"plans":[{"planId":"a","password":"A","editions":[{"planId":"g1","key":"1"},{"planId":"g2","key":"2"}]},\
                {"planId":"b","repository":{"user":"u","pin":7}}]}
                """
            try await made.put(definition)
            let secrets = try await made.portal.secrets()
            #expect(secrets.count == 4)
            #expect(
                try await made.get().definition == """
                    {"plans":[{"planId":"a","editions":[{"planId":"g1"},{"planId":"g2"}]},\
                    {"planId":"b","repository":{"user":"u"}}]}
                    """
            )
            let swapped = """
                {"plans":[{"planId":"b","repository":{"user":"u"}},\
                {"planId":"a","editions":[{"planId":"g2"},{"planId":"g1"}]}]}
                """
            let answer = try await made.put(swapped)
            #expect(
                answer.secretFields == [
                    "/definition/plans/0/repository/pin", "/definition/plans/1/editions/0/key",
                    "/definition/plans/1/editions/1/key", "/definition/plans/1/password",
                ]
            )
            #expect(try await made.portal.secrets() == secrets)
        }
    }

    @Test(arguments: [#"{"password":"A"}"#, #"{"planId":"","password":"A"}"#, #"{"planId":7,"password":"A"}"#])
    func `a secret of a plan without an id is refused`(plan: String) async throws {
        try await MadeUpPortal.with { made in
            let answer = try await made.put(#"{"plans":[\#(plan)]}"#)
            try expect(answer, refused: .badRequest)
            #expect(try answer.target == "/definition/plans/0")
        }
    }

    @Test func `ids with odd characters are told apart`() async throws {
        try await MadeUpPortal.with { made in
            let ids = [#"p\u0000a"#, #"p\u0000b"#, "p", "p/x", "p~x", "p=x", "p é"]
            let plans = ids.enumerated().map { #"{"planId":"\#($1)","password":"\#($0)"}"# }.joined(separator: ",")
            let answer = try await made.put(#"{"plans":[\#(plans)]}"#)
            #expect(answer.status == 200)
            #expect(Set(try await made.portal.secrets().values) == Set(ids.indices.map { "\"\($0)\"" }))
        }
    }

    private static let opened = ["/plans/planId=a/password": "\"A\"", "/plans/planId=b/password": "\"B\""]
}
