import HTTPTypes
import Testing
import VitrineCore

/// Contract, section 1, "body".
struct RequestBodyTests {
    @Test(arguments: [
        "application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8",
        "application/json; charset=\"utf-8\"", "Application/JSON", "application/json; odata=verbose",
    ])
    func `JSON with any parameters is taken`(type: String) async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offer, OfferBody.titled("A"), as: .role(.owner), [.contentType: type])
            #expect(answer.status == 200)
        }
    }

    @Test(arguments: [
        "text/plain", "text/json", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data",
        "application/json-patch+json", "application/jsonx", "application", "*/*", "application/json; charset=utf-16",
        "",
    ])
    func `another media type is refused with 415`(type: String) async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offer, OfferBody.titled("A"), as: .role(.owner), [.contentType: type])
            try expect(answer, refused: .unsupportedMediaType)
            #expect(try await portal.get(.offer).status == 404)
        }
    }

    @Test func `a body without a media type is refused with 415`() async throws {
        try await Portal.with { portal in
            let body = Array(OfferBody.titled("A").utf8)
            let answer = try await portal.send(.put, Portal.versioned(.offer), as: .role(.owner), body: body)
            try expect(answer, refused: .unsupportedMediaType)
        }
    }

    @Test func `a body of the limit is taken, one byte more is refused with 413`() async throws {
        try await Portal.with(settings: ["limits.body-bytes": "2048"]) { portal in
            let body = OfferBody.titled("A")
            let fitting = body + String(repeating: " ", count: 2048 - body.utf8.count)
            #expect(try await portal.put(.offer, fitting).status == 200)
            let answer = try await portal.put(.offer, fitting + " ")
            try expect(answer, refused: .bodyTooLarge)
            #expect(answer.status == 413)
            #expect(try answer.message?.contains("2048") == true)
        }
    }

    @Test func `the limit is 8 MiB unless set`() async throws {
        try await Portal.with { portal in
            let body = OfferBody.titled("A")
            let fitting = body + String(repeating: " ", count: (8 << 20) - body.utf8.count)
            #expect(try await portal.put(.offer, fitting).status == 200)
            try expect(try await portal.put(.offer, fitting + " "), refused: .bodyTooLarge)
        }
    }

    @Test func `a body that says that it is too large isn't read`() async throws {
        try await Portal.with { portal in
            let headers: HTTPFields = [.contentType: "application/json", .contentLength: "8388609"]
            let answer = try await portal.send(.put, Portal.versioned(.offer), as: .role(.owner), headers)
            try expect(answer, refused: .bodyTooLarge)
        }
    }

    @Test(arguments: ["-1", "-9223372036854775808", "x", "99999999999999999999999999", "1e3", ""])
    func `a length that is none does no harm`(length: String) async throws {
        try await Portal.with { portal in
            let headers: HTTPFields = [.contentType: "application/json", .contentLength: length]
            let answer = try await portal.send(.put, Portal.versioned(.offer), as: .role(.owner), headers)
            #expect((400..<500).contains(answer.status))
        }
    }

    @Test(arguments: [
        ("", 1, 1), (" \n ", 1, 1), ("{", 1, 2), ("{\"a\":}", 1, 6), ("{\n\"a\":1,\n\"a\":2}", 3, 1),
        ("{\"a\":NaN}", 1, 6), ("{\"a\":Infinity}", 1, 6), ("{\"a\":-Infinity}", 1, 7), ("{\"a\":01}", 1, 7),
        ("{\"a\":\"\\ud800\"}", 1, 7), ("{\"a\":\"\\udc00x\"}", 1, 7), ("{} {}", 1, 4), ("{}\r\n\r\nx", 3, 1),
        ("[1,]", 1, 4), ("{\"a\":'b'}", 1, 6), ("// no\n{}", 1, 1), ("\u{FEFF}{}", 1, 1), ("{\"ü\":\"€\",}", 1, 10),
    ])
    func `what isn't JSON is refused with line and column`(body: String, line: Int, column: Int) async throws {
        try await refused(Array(body.utf8), line: line, column: column)
    }

    @Test(
        arguments: [([0x22, 0xFF, 0x22], 2), ([0x22, 0xC0, 0xAF, 0x22], 2), ([0x22, 0xED, 0xA0, 0x80, 0x22], 2)]
            as [([UInt8], Int)]
    )
    func `what isn't UTF-8 is refused with line and column`(body: [UInt8], column: Int) async throws {
        try await refused(body, line: 1, column: column)
    }

    @Test func `names that differ by their spelling only are duplicates`() async throws {
        let body = #"{"offerTypeId":"x","definition":{"a":1,"\u0061":2}}"#
        try await refused(Array(body.utf8), line: 1, column: 40)
    }

    @Test func `128 levels are taken, 129 are refused with line and column`() async throws {
        try await Portal.with { portal in
            let deep = { (levels: Int) in String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
            }
            // The body itself and its definition are two levels.
            let fitting = OfferBody.with(definition: "{\"a\":\(deep(126))}")
            #expect(try await portal.put(.offer, fitting).status == 200)
            #expect(try await portal.get(.offer).definition == "{\"a\":\(deep(126))}")
            let answer = try await portal.put(.offer, OfferBody.with(definition: "{\"a\":\(deep(127))}"))
            try expect(answer, refused: .badRequest)
            #expect(try answer.message?.contains("Line 1, column") == true)
        }
    }

    @Test(arguments: ["[]", "1", "null", "\"text\"", "true"])
    func `JSON that is no object is refused`(body: String) async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offer, body)
            try expect(answer, refused: .badRequest)
            #expect(try answer.target == "")
        }
    }

    private func refused(_ body: [UInt8], line: Int, column: Int) async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offer, body)
            try expect(answer, refused: .badRequest)
            #expect(try answer.message?.hasPrefix("Line \(line), column \(column): ") == true, "\(answer.text)")
            #expect(try await portal.get(.offer).status == 404)
        }
    }
}
