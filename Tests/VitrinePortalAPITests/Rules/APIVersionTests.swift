import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI

/// Contract, section 1, "version".
struct APIVersionTests {
    @Test func `every known version is served alike, on every route that needs one`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try await portal.beginWalkedOperation()
            #expect(APIVersion.known == ["2017-10-31", "2016-08-01-preview"])
            for route in try portal.routes() where route.method == .get && route.requirement != .nothing {
                let answers = try await Self.answers(portal, route, to: APIVersion.known)
                #expect(answers.allSatisfy { $0.status == 200 }, "\(route)")
                #expect(Set(answers.map(\.body)).count == 1, "\(route)")
            }
        }
    }

    @Test(arguments: ["", "?", "?api-version", "?api-version=", "?API-VERSION=2017-10-31", "?version=2017-10-31"])
    func `a missing version is refused, and the known ones are named`(query: String) async throws {
        try await refused(query)
    }

    @Test(arguments: [
        "2017-10-32", "2018-01-01", "2017-10-31%20", "2017-10-31-preview", "latest", "%00", "2017-10-31,2017-10-31",
    ])
    func `an unknown version is refused, and the known ones are named`(version: String) async throws {
        try await refused("?api-version=\(version)")
    }

    @Test func `the first of two versions counts`() async throws {
        try await Portal.with { portal in
            let good = "/api/publishers?api-version=2017-10-31&api-version=2000-01-01"
            let bad = "/api/publishers?api-version=2000-01-01&api-version=2017-10-31"
            let (first, second) = (
                try await portal.send(.get, good, as: .stranger), try await portal.send(.get, bad, as: .stranger)
            )
            #expect(first.status == 200)
            #expect(second.status == 400)
        }
    }

    @Test func `what needs no token needs no version`() async throws {
        try await Portal.with { portal in
            for route in try portal.routes() where route.method == .get && route.requirement == .nothing {
                let status = try await portal.send(.get, route.path, as: .nobody).status
                #expect(status == (route.isSigned ? 403 : 200), "\(route)")
            }
        }
    }

    private func refused(_ query: String) async throws {
        try await Portal.with { portal in
            for route in try portal.routes() where route.requirement != .nothing {
                let answer = try await portal.walk(route, target: route.path + query)
                try expect(answer, refused: .invalidAPIVersion, "\(route)")
                for known in APIVersion.known { #expect(try answer.message?.contains(known) == true, "\(route)") }
            }
        }
    }

    private static func answers(_ portal: Portal, _ route: Route, to versions: [String]) async throws -> [Answer] {
        var answers: [Answer] = []
        for version in versions {
            answers.append(try await portal.walk(route, target: "\(route.path)?api-version=\(version)"))
        }
        return answers
    }
}
