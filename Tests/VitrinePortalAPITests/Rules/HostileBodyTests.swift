import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Bodies that mean harm are answered in the 400s, and soon; never with a 5xx.
struct HostileBodyTests {
    @Test(arguments: ["[", "{\"a\":", "[{\"a\":[", "\"", "\\", "{", ",", "1", "-", "\u{0}", "e"])
    func `ten thousand of these are refused`(piece: String) async throws {
        try await Portal.with { portal in
            let many = String(repeating: piece, count: 10_000)
            for body in [many, OfferBody.with(definition: many), OfferBody.offer("\"a\":\(many)")] {
                let answer = try await portal.put(.offer, body)
                // A number of ten thousand digits is a number.
                #expect(answer.status == 400 || (piece == "1" && answer.status == 200), "\(answer.text.prefix(200))")
            }
        }
    }

    @Test func `ten thousand nested arrays are refused, closed or not`() async throws {
        try await Portal.with { portal in
            let open = String(repeating: "[", count: 10_000)
            let close = String(repeating: "]", count: 10_000)
            for body in [open + close, OfferBody.with(definition: "{\"a\":\(open)1\(close)}")] {
                let answer = try await portal.put(.offer, body)
                try expect(answer, refused: .badRequest)
                #expect(try answer.message?.hasPrefix("Line 1, column ") == true)
            }
        }
    }

    @Test func `a hundred thousand members of one name are refused, of names of their own taken`() async throws {
        try await Portal.with { portal in
            let same = String(repeating: "\"a\":1,", count: 100_000) + "\"b\":1"
            try expect(try await portal.put(.offer, OfferBody.with(definition: "{\(same)}")), refused: .badRequest)
            let own = (0..<100_000).map { "\"a\($0)\":1" }.joined(separator: ",")
            #expect(try await portal.put(.offer, OfferBody.with(definition: "{\(own)}")).status == 200)
        }
    }

    @Test func `a prefix of a good body is refused, wherever it ends`() async throws {
        try await Portal.with { portal in
            let body = Array(
                OfferBody.offer(OfferBody.table("Zürich \\u00e9 \\ud83d\\ude00 1.5e3") + ",\"n\":-1.5e+3").utf8
            )
            for length in 0..<body.count {
                let answer = try await portal.put(.offer, Array(body.prefix(length)))
                #expect(answer.status == 400, "\(length)")
            }
            #expect(try await portal.get(.offers).text == "[]")
            #expect(try await portal.put(.offer, body).status == 200)
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `a good body with one byte changed is never a fault`(seed: UInt64) async throws {
        try await Portal.with { portal in
            var generator = SeededGenerator(seed: seed)
            let body = Array(OfferBody.offer(OfferBody.table("secret")).utf8)
            for _ in 0..<300 {
                var changed = body
                let place = Int.random(in: 0..<body.count, using: &generator)
                changed[place] = UInt8.random(in: .min ... .max, using: &generator)
                let answer = try await portal.put(.offer, changed)
                #expect([200, 400].contains(answer.status), "\(String(decoding: changed, as: UTF8.self))")
            }
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `a target of random bytes is never a fault`(seed: UInt64) async throws {
        try await Portal.with { portal in
            var generator = SeededGenerator(seed: seed)
            let pieces = [
                "/", "api", "publishers", "contoso", "offers", "vm", "versions", "slot", "%", "%2F", "%00", "%ff", "..",
                ".", "?",
                "&", "=", "$top", "$filter", "$skiptoken", "api-version=2017-10-31", "1", "-1", "é", " ", "\\", "//",
                ":", "http://",
                "#", ";", "\u{7f}", "oauth2", "token", ".well-known", "openid-configuration", "offerTypes", "'", "+",
            ]
            for _ in 0..<1_500 {
                let count = Int.random(in: 0..<14, using: &generator)
                let target = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }
                    .joined()
                let start = Bool.random(using: &generator) ? "/api/publishers/" : ""
                let answer = try await portal.send(.get, start + target, as: .role(.owner))
                #expect(answer.status < 500, "\(start + target)")
            }
        }
    }

    @Test func `headers of any content are never a fault`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            let values = [
                "", ",", "\"", "W/", "*", "\"\"\"", String(repeating: "\"a\",", count: 2_000), "\u{80}", "é", "'",
                "%00",
            ]
            let names: [HTTPField.Name] = [
                .ifMatch, .ifNoneMatch, .contentType, .accept, .authorization, .contentLength, .range, .ifModifiedSince,
                .expect,
                .transferEncoding, .cookie, .origin,
            ]
            for name in names {
                for value in values {
                    for method in [HTTPRequest.Method.get, .put, .delete, .post] {
                        let answer = try await portal.send(
                            method,
                            Portal.versioned(.offer),
                            as: .role(.owner),
                            [name: value]
                        )
                        #expect(answer.status < 500, "\(method) \(name): \(value)")
                    }
                }
            }
        }
    }
}
