import ExactJSON
import Testing
import VitrineOfferTypes

struct SplitFidelityTests {
    @Test(arguments: [
        "{}",
        "{ }",
        "{\r\n\t\"displayText\" :\t\"x\"\n}",
        #"{"plans":[],"offer":{}}"#,
        #"{ "offer" : { "n" : 1.0 , "m" : 1e2, "big":636576975611768314000000000001 } }"#,
        #"{ "plans" : [ { } , {"planId":1} ] , "z":[[]]}"#,
        #"{"x":null,"\u0061":"\/","emoji":"\uD83D\uDE00","offer":{"usefulLinks":[ [ ],{ } ]}}"#,
        #"{"displayText":null,"plans":[{"planId":"a"},{"planId":"A"},{"planId":"a"}]}"#,
    ])
    func `a definition without secrets comes back byte for byte`(definition: String) throws {
        let split = try Split(definition)
        #expect(split.text == definition)
        #expect(split.supplied.isEmpty)
    }

    @Test(arguments: [
        (#"{ "offer" : { "token" : 1 , "a" : 2 , "b" : 3 } }"#, #"{ "offer" : { "a" : 2 , "b" : 3 } }"#),
        (#"{ "offer" : { "a" : 2 , "token" : 1 , "b" : 3 } }"#, #"{ "offer" : { "a" : 2 , "b" : 3 } }"#),
        (#"{ "offer" : { "a" : 2 , "b" : 3 , "token" : 1 } }"#, #"{ "offer" : { "a" : 2 , "b" : 3  } }"#),
        (#"{ "offer" : { "token" : 1 } }"#, #"{ "offer" : {} }"#),
        (#"{"offer":{"token":1,"box":"x","a":1.0}}"#, #"{"offer":{"a":1.0}}"#),
        (#"{"offer":{"a":1.0,"token":1,"box":"x"}}"#, #"{"offer":{"a":1.0}}"#),
        (#"{"offer":{"token":1,"a":1.0,"box":"x"}}"#, #"{"offer":{"a":1.0}}"#),
        (#"{"offer":{"token":1,"box":"x"}}"#, #"{"offer":{}}"#),
        (
            #"{"plans":[{"planId":"a","password":1},{"password":2,"planId":"b"}]}"#,
            #"{"plans":[{"planId":"a"},{"planId":"b"}]}"#
        ),
    ])
    func `every byte but the secret members stays`(definition: String, text: String) throws {
        #expect(try Split(definition).text == text)
        #expect(try Split(text).text == text)
    }

    @Test(arguments: [
        (#"{"displayText":"x"}"#, #""x""#), (#"{"displayText" :  "\u0078" }"#, #""\u0078""#),
        (#"{"displayText":null}"#, "null"), (#"{"displayText":{"a": 1}}"#, #"{"a": 1}"#),
        (#"{"displaytext":"x"}"#, nil), ("{}", nil),
    ])
    func `displayText is kept as it was sent`(definition: String, expected: String?) throws {
        let split = try Split(definition)
        #expect(split.result.displayText.map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test func `a definition may be the whole document`() throws {
        let document = try JSONDocument(parsing: Array(" {\"offer\":{\"token\":1}} \n".utf8))
        let split = try MadeUpType.offerType().split(document.root, of: document)
        #expect(String(decoding: split.text, as: UTF8.self) == #"{"offer":{}}"#)
    }
}
