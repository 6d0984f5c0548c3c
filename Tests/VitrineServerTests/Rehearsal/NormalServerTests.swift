import Testing

/// What a rehearsal has, and no other server.
@Suite("a server that is no rehearsal", .timeLimit(.minutes(15))) struct NormalServerTests {
    private static let paths = [
        ("GET", ""), ("GET", "/clock"), ("POST", "/clock"), ("GET", "/journal"), ("DELETE", "/journal"),
        ("GET", "/report"),
        ("POST", "/reset"), ("GET", "/snapshots"), ("POST", "/snapshots"), ("POST", "/snapshots/a/restore"),
        ("DELETE", "/snapshots/a"), ("GET", "/approvals"), ("POST", "/approvals/5f0f3d4e-0000-4000-8000-000000000001"),
    ]

    @Test(arguments: [["--demo"], []])
    func `it answers 404 to everything below _rehearsal`(flags: [String]) async throws {
        try await withServer(flags) { server in
            for (method, path) in Self.paths {
                let answer = try await server.call("/_rehearsal\(path)", method: method)
                #expect(answer.status == 404, "\(method) \(path)")
            }
        }
    }
}
