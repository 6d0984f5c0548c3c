import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI

/// Contract, section 1, "errors": golden texts, to the byte.
struct ErrorShapeTests {
    @Test func `a refusal`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get(.offer)
            #expect(answer.status == 404)
            #expect(
                answer.text
                    == #"{"error":{"code":"OfferNotFound","message":"The publisher 'contoso' has no offer 'vm'."}}"#
            )
            #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
            #expect(answer.headers[.contentLength] == String(answer.body.count))
        }
    }

    @Test func `a refusal of one place in the body`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offer, #"{"publisherId":"fabrikam","definition":{}}"#)
            #expect(answer.status == 400)
            #expect(
                answer.text == """
                    {"error":{"code":"BadRequest","message":"The body's publisherId is not the publisher of the path. Make \
                    them the same, or leave it out.","target":"/publisherId"}}
                    """
            )
        }
    }

    @Test func `a missing token`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get(.offer, as: .nobody)
            #expect(answer.status == 401)
            #expect(
                answer.text == """
                    {"error":{"code":"Unauthorized","message":"Send an access token in the header Authorization: Bearer."},\
                    "Message":"Send an access token in the header Authorization: Bearer."}
                    """
            )
        }
    }

    @Test func `a missing role`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offer, "{}", as: .role(.reader))
            #expect(answer.status == 403)
            #expect(
                answer.text == """
                    {"error":{"code":"Forbidden","message":"The caller needs the role 'contributor' in the publisher that \
                    the path names, and does not have it."}}
                    """
            )
        }
    }

    @Test func `an unknown version`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.send(.get, "/api/publishers?api-version=1", as: .stranger)
            #expect(answer.status == 400)
            #expect(
                answer.text == """
                    {"error":{"code":"InvalidAPIVersion","message":"The API version in the query is not known. Known \
                    versions: 2017-10-31, 2016-08-01-preview."}}
                    """
            )
        }
    }

    @Test func `several findings have a row each`() throws {
        let refusal = Refusal(
            .badRequest,
            "Two things are wrong.",
            details: [
                .init(
                    code: "BadRequest",
                    message: "One \"thing\".",
                    target: .init(tokens: ["definition", "a/b", "~"])
                ),
                .init(code: "AlreadyExists", message: "Another.", target: nil),
            ]
        )
        #expect(
            String(decoding: ErrorBody.json(refusal), as: UTF8.self) == #"""
                {"error":{"code":"BadRequest","message":"Two things are wrong.","details":[{"code":"BadRequest",\#
                "message":"One \"thing\".","target":"/definition/a~1b/~0"},{"code":"AlreadyExists","message":"Another."}]}}
                """#
        )
    }

    @Test func `what is quoted of a request can't break out of the shape`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get(.offers + "/%22%7D%3Cb%3E%E2%80%A8")
            try expect(answer, refused: .offerNotFound)
            #expect(try answer.message == "The publisher 'contoso' has no offer '\"}<b>\u{2028}'.")
        }
    }

    @Test(arguments: Refusal.Code.allCases)
    func `the status is what the code's row says`(code: Refusal.Code) {
        let known: [Refusal.Code: Int] = [
            .invalidAPIVersion: 400, .badRequest: 400, .ifMatchRequired: 400, .unauthorized: 401, .forbidden: 403,
            .pathNotFound: 404, .publisherNotFound: 404, .offerNotFound: 404, .versionNotFound: 404, .slotEmpty: 404,
            .offerTypeNotFound: 404, .methodNotAllowed: 405, .offerPublished: 409, .preconditionFailed: 412,
            .bodyTooLarge: 413, .unsupportedMediaType: 415,
        ]
        #expect(known[code] == nil || known[code] == code.status.code)
        #expect((400..<600).contains(code.status.code))
    }
}
