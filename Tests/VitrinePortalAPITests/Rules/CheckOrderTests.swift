import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI

/// Contract, section 1, "order of checks": 401, then 400 for the API version, then 403, then the rest.
struct CheckOrderTests {
    @Test func `without a token everything else that is wrong stays unsaid`() async throws {
        try await Portal.with { portal in
            for route in try portal.routes() where route.requirement != .nothing {
                for target in [route.target, route.path, route.path + "?api-version=1", route.path + "?%zz"] {
                    let answer = try await portal.walk(route, target: target, as: .nobody)
                    try expect(answer, refused: .unauthorized, "\(route)")
                }
            }
        }
    }

    @Test(arguments: ["%zz", "%2F", "%00", ".."])
    func `without a token a malformed name stays unsaid`(name: String) async throws {
        try await Portal.with { portal in
            for route in try portal.routes(Portal.places(offer: name)) where route.requirement != .nothing {
                try expect(try await portal.walk(route, as: .nobody), refused: .unauthorized, "\(route)")
            }
            for route in try portal.routes(Portal.places(publisher: name)) where route.requirement != .nothing {
                try expect(try await portal.walk(route, as: .nobody), refused: .unauthorized, "\(route)")
            }
        }
    }

    @Test func `the version comes before the role`() async throws {
        try await Portal.with { portal in
            for route in try portal.routes() where route.namesPublisher {
                let answer = try await portal.walk(route, target: route.path, as: .stranger)
                try expect(answer, refused: .invalidAPIVersion, "\(route)")
            }
        }
    }

    @Test(arguments: ["%zz", "%2F", "%00", ".."])
    func `the role comes before a malformed offer`(name: String) async throws {
        try await Portal.with { portal in
            for route in try portal.routes(Portal.places(offer: name)) where route.namesPublisher {
                try expect(try await portal.walk(route, as: .stranger), refused: .forbidden, "\(route)")
            }
        }
    }

    @Test func `the role comes before what is wrong with version, slot, query, body and precondition`() async throws {
        try await Portal.with { portal in
            for path in [
                .offer + "/versions/none", .offer + "/slot/none", .offers + "?$top=none", .offers + "?$filter=x",
            ] {
                try expect(try await portal.get(path, as: .stranger), refused: .forbidden, "\(path)")
            }
            try expect(try await portal.put(.offer, "{", as: .role(.reader)), refused: .forbidden)
            let text: HTTPFields = [.contentType: "text/plain"]
            try expect(try await portal.put(.offer, "", as: .role(.reader), text), refused: .forbidden)
            try expect(try await portal.delete(.offer, as: .role(.contributor)), refused: .forbidden)
        }
    }

    @Test func `the media type comes before the body`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offer, "{", as: .role(.owner), [.contentType: "text/plain"])
            try expect(answer, refused: .unsupportedMediaType)
        }
    }
}
