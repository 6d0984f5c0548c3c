import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes

struct SplitItemTests {
    @Test(arguments: [
        SplitRow(
            #"{"plans":[{"planId":"Basic","password":"p"},{"password":null,"planId":"b/~"}]}"#,
            #"{"plans":[{"planId":"Basic"},{"planId":"b/~"}]}"#,
            [#"/plans/planId=basic/password = "p""#, "/plans/planId=b~1~0/password clear"]
        ),
        SplitRow(
            #"{"plans":[{"planId":"a","repository":{"user":"u","password":"p"}}]}"#,
            #"{"plans":[{"planId":"a","repository":{"user":"u"}}]}"#,
            ["/plans/planId=a/repository clear", #"/plans/planId=a/repository/password = "p""#]
        ),
        SplitRow(
            #"{"plans":[{"planId":"a","editions":[{"planId":"E2","key":1},{"planId":"e3","key":2}],"password":3}]}"#,
            #"{"plans":[{"planId":"a","editions":[{"planId":"E2"},{"planId":"e3"}]}]}"#,
            [
                "/plans/planId=a/editions/planId=e2/key = 1", "/plans/planId=a/editions/planId=e3/key = 2",
                "/plans/planId=a/password = 3",
            ]
        ),
        SplitRow(
            #"{"offer":{"registries":[{"name":"r","host":"h","user":"u"}]}}"#,
            #"{"offer":{"registries":[{"name":"r","host":"h"}]}}"#,
            [#"/offer/registries/name=r/user = "u""#]
        ),
        SplitRow(#"{"offer":{"links":[1,{"id":2}]}}"#, #"{"offer":{"links":[1,{"id":2}]}}"#, []),
        SplitRow(#"{"offer":{"registries":null}}"#, #"{"offer":{"registries":null}}"#, []),
        SplitRow(
            #"{"PLANS":[{"planId":"a","password":1}]}"#,
            #"{"PLANS":[{"planId":"a"}]}"#,
            ["/PLANS/planId=a/password = 1"]
        ),
    ])
    func `secrets in array items are named by the item's id`(row: SplitRow) throws {
        #expect(try SplitRow.check(row) == (row.text, row.supplied))
    }

    @Test(arguments: [
        // Nothing is secret in items without an id: nothing to keep, nothing to say.
        SplitRow(
            #"{"plans":[{},{"planId":7,"repository":{}},{"repository":null},{"planId":"","repository":{"user":1}}]}"#,
            #"{"plans":[{},{"planId":7,"repository":{}},{"repository":null},{"planId":"","repository":{"user":1}}]}"#,
            []
        ),
        // Of two items with one id, the one that carries secrets speaks for it, wherever it stands.
        SplitRow(
            #"{"plans":[{"planId":"a","repository":"x"},{"planId":"A","repository":null}]}"#,
            #"{"plans":[{"planId":"a"},{"planId":"A","repository":null}]}"#,
            ["/plans/planId=a/repository clearBelow", #"/plans/planId=a/repository = "x""#]
        ),
        SplitRow(
            #"{"plans":[{"planId":"a","repository":{}},{"planId":"A","repository":"x"}]}"#,
            #"{"plans":[{"planId":"a","repository":{}},{"planId":"A"}]}"#,
            ["/plans/planId=a/repository clearBelow", #"/plans/planId=a/repository = "x""#]
        ),
        SplitRow(
            #"{"plans":[{"planId":"a","repository":null},{"planId":"a"}]}"#,
            #"{"plans":[{"planId":"a","repository":null},{"planId":"a"}]}"#,
            ["/plans/planId=a/repository clearBelow"]
        ),
    ])
    func `items without secrets may lack an id or share one`(row: SplitRow) throws {
        #expect(try SplitRow.check(row) == (row.text, row.supplied))
    }

    @Test(arguments: [
        ("/offer/token", "/offer/token"),
        ("/offer/gone/long/ago", "/offer/gone/long/ago"),
        ("/offer/box/a~1b", "/offer/box/a~1b"),
        ("/plans/planId=b/password", "/plans/1/password"),
        ("/plans/planId=c~1d/repository/password", "/plans/2/repository/password"),
        ("/plans/planId=b/editions/planId=e2/key", "/plans/1/editions/1/key"),
        ("/plans/planId=b/editions/planId=e3/key", nil),
        ("/plans/planId=a/editions/planId=e2/key", nil),
        ("/plans/planId=x/password", nil),
        ("/plans/0/password", nil),
        ("/Plans/planId=b/password", nil),
        ("/offer/registries/name=r/user", nil),
        ("/offer/links/id=1/x", "/offer/links/id=1/x"),
        ("no pointer", nil),
    ])
    func `a stored secret's place follows its item`(path: String, pointer: String?) throws {
        let split = try Split(
            """
            {"plans":[{"planId":"a"},{"editions":[{"planId":"e1"},{"planId":"E2"},{}],"planId":"B"},{"planId":"c/d"}]}
            """
        )
        #expect(split.result.pointer(of: SecretPath(path))?.description == pointer)
    }

    @Test func `of items with one id, the one with secrets is the place`() throws {
        let split = try Split(
            #"{"plans":[{"planId":"a"},{"planId":"A","password":1},{"planId":"a"},{"planId":"b"},{"planId":"b"}]}"#
        )
        #expect(split.result.pointer(of: SecretPath("/plans/planId=a/x"))?.description == "/plans/1/x")
        #expect(split.result.pointer(of: SecretPath("/plans/planId=b/x"))?.description == "/plans/3/x")
        #expect(split.result.supplied.map(\.pointer.description) == ["/plans/1/password"])
    }

    @Test func `what stands below an item with secrets is looked up there`() throws {
        let split = try Split(
            """
            {"plans":[{"planId":"a","editions":[{"planId":"y"},{"planId":"x"}]},
                      {"planId":"a","editions":[{"planId":"x","key":1}]}]}
            """
        )
        #expect(split.supplied == ["/plans/planId=a/editions/planId=x/key = 1"])
        #expect(split.result.pointer(of: split.result.supplied[0].path) == split.result.supplied[0].pointer)
        #expect(split.result.pointer(of: SecretPath("/plans/planId=a/editions/planId=y/key")) == nil)
    }
}
