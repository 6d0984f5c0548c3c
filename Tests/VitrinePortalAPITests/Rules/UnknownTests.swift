import HTTPTypes
import Testing
import VitrineCore

/// Contract, section 1, "unknown".
struct UnknownTests {
    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

    @Test(arguments: [
        "/", "", "/api", "/nowhere", "/api/publishers/contoso/offer", "/api/publishers/contoso/offers/vm/versions",
        "/api/publishers/contoso/offers/vm/versions/1/2", "/api/publishers/contoso/../fabrikam/offers",
        "//api/publishers",
        "/api//publishers", "/healthz/x", "/openapi.yaml", "/common", "/a/b/c/d/e/f/g/h/i/j", "*", "?", "/%", "/..%2f",
    ])
    func `an unknown path is 404 in the error shape, whoever asks and with whatever method`(path: String) async throws {
        try await Portal.with { portal in
            for caller in [Caller.nobody, .stranger, .role(.owner)] {
                for method in Self.methods where method != .head {
                    let answer = try await portal.send(method, path, as: caller)
                    try expect(answer, refused: .pathNotFound, "\(method)")
                    #expect(answer.headers[.allow] == nil)
                }
            }
        }
    }

    @Test func `a wrong method is 405 with Allow, on every path`() async throws {
        try await Portal.with { portal in
            let routes = try portal.routes()
            for (path, routes) in Dictionary(grouping: routes, by: \.path) {
                let known = routes.map(\.method)
                let allowed = known + (known.contains(.get) ? [.head] : [])
                for method in Self.methods + [HTTPRequest.Method("MERGE") ?? .connect] where !allowed.contains(method) {
                    let answer = try await portal.send(method, Portal.versioned(path), as: .role(.owner))
                    #expect(answer.status == 405, "\(method) \(path)")
                    let named = answer.headers[.allow]?.split(separator: ", ").map(String.init) ?? []
                    #expect(Set(named) == Set(allowed.map(\.rawValue)), "\(method) \(path)")
                    if method != .head { #expect(try answer.code == "MethodNotAllowed", "\(method) \(path)") }
                }
            }
        }
    }
}
