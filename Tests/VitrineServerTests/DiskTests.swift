import Foundation
import GRDB
import Testing

@Suite("a disk that is full or slow", .timeLimit(.minutes(10)))
struct DiskTests {
    private static let offers = "/api/publishers/contoso/offers"

    @Test
    func `a full disk is answered with 503 and Retry-After, and reads go on`() async throws {
        try await Self.withFullableDisk { server, faults, token in
            let before = try await server.get("\(Self.offers)/kept", token: token)
            try faults.fill()
            for _ in 0..<2 {
                let refused = try await server.put(
                    "\(Self.offers)/kept",
                    Sample.offer(title: "No", secret: "s3cret"),
                    token: token
                )

                #expect(refused.status == 503)
                #expect(refused.errorCode == "StoreUnavailable")
                #expect(refused["retry-after"] == "5")
                #expect(refused.hasIDs)
            }
            let deletion = try await server.delete("\(Self.offers)/kept", token: token)
            #expect(deletion.status == 503)

            let during = try await server.get("\(Self.offers)/kept", token: token)
            #expect(during.status == 200)
            #expect(during.body == before.body)
            #expect(during["etag"] == before["etag"])
            #expect(try await server.get(Self.offers, token: token).status == 200)
        }
    }

    @Test
    func `a server whose disk is full is alive and not ready`() async throws {
        try await Self.withFullableDisk { server, faults, _ in
            #expect(try await server.call("/readyz").status == 200)
            try faults.fill()
            #expect(try await server.call("/healthz").status == 200)
            let ready = try await server.call("/readyz")
            #expect(ready.status == 503)
            #expect(ready.errorCode == "StoreUnavailable")
            try faults.empty()
            #expect(try await server.call("/readyz").status == 200)
        }
    }

    @Test
    func `when there is room again writes work again, and the file is whole`() async throws {
        try await Place.with { place in
            let faults = try await DiskFaults(compilingFor: place)
            try await withContoso(environment: faults.filling, at: place) { server, token in
                try faults.fill()
                #expect(try await Self.putAtOnce(8, to: server, token) == [503])
                try faults.empty()
                let after = try await server.put("\(Self.offers)/after", Sample.offer(title: "After"), token: token)
                #expect(after.status == 200)
            }
            let database = try DatabaseQueue(path: place.database.path)
            let (check, offers) = try await database.read { database in
                (
                    try String.fetchAll(database, sql: "PRAGMA integrity_check"),
                    try String.fetchAll(database, sql: "SELECT offer_id FROM offer ORDER BY offer_id")
                )
            }
            try database.close()
            #expect(check == ["ok"])
            #expect(offers == ["after"])
        }
    }

    @Test
    func `each refusal for want of room is one line in the log, with the answer's id and without a secret`()
        async throws
    {
        try await Self.withFullableDisk { server, faults, token in
            try faults.fill()
            var ids: [String?] = []
            for number in 0..<3 {
                let body = Sample.offer(title: "No", secret: "s3cret")
                let answer = try await server.put("\(Self.offers)/o\(number)", body, token: token)
                ids.append(answer["x-ms-request-id"])
            }
            ids.append(try await server.call("/readyz")["x-ms-request-id"])
            try faults.empty()
            await server.end()

            let failures = try server.log().filter { $0["level"] == "error" || $0["level"] == "warning" }
            #expect(failures.map { $0["message"] } == Array(repeating: "store unavailable", count: 4))
            #expect(failures.map { $0["request.id"] } == ids)
            #expect(failures.allSatisfy { $0["error"]?.contains("disk is full") == true })
            #expect(try !server.logText().contains("s3cret"))
            #expect(try !server.logText().contains(token))
        }
    }

    @Test
    func `a store that has reached its largest size refuses writes until something is deleted`() async throws {
        try await withContoso(["--store-maximum-bytes", "400000"]) { server, token in
            func put(_ number: Int) async throws -> Answer {
                let body = Sample.offer(title: String(repeating: "x", count: 40_000))
                return try await server.put("\(Self.offers)/o\(number)", body, token: token)
            }
            var number = 0
            while try await put(number).status == 200 {
                number += 1
                try #require(number < 20, "the limit is not kept")
            }
            let refused = try await put(number)
            #expect(refused.errorCode == "StoreUnavailable")
            #expect(try await server.get("\(Self.offers)/o0", token: token).status == 200)
            #expect(try await server.get("\(Self.offers)/o\(number)", token: token).status == 404)

            let deletion = try await server.delete("\(Self.offers)/o0", token: token)
            #expect(deletion.status == 204)
            #expect(try await put(number).status == 200)
        }
    }

    @Test
    func `a PUT is answered after the disk has synced it, and writers that wait share a sync`() async throws {
        try await Place.with { place in
            let faults = try await DiskFaults(compilingFor: place)
            try await withContoso(environment: faults.slow(microseconds: 150_000), at: place) { server, token in
                let clock = ContinuousClock()
                let alone = try await clock.measure {
                    let answer = try await server.put("\(Self.offers)/one", Sample.offer(title: "One"), token: token)
                    #expect(answer.status == 200)
                }
                #expect(alone >= .milliseconds(150))
                let before = try faults.syncs
                #expect(before > 0)
                #expect(try await Self.putAtOnce(20, to: server, token) == [200])
                #expect(try faults.syncs - before < 20)
            }
        }
    }

    /// Puts so many new offers at the same time, and gives the statuses that there were.
    private static func putAtOnce(_ count: Int, to server: RunningServer, _ token: String) async throws -> Set<Int> {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<count {
                group.addTask {
                    try await server.put("\(offers)/o\(number)", Sample.offer(title: "\(number)"), token: token).status
                }
            }
            return try await group.reduce(into: []) { $0.insert($1) }
        }
    }

    /// A server with an offer `kept`, on a disk that can be filled.
    private static func withFullableDisk(_ work: (RunningServer, DiskFaults, String) async throws -> Void) async throws
    {
        try await Place.with { place in
            let faults = try await DiskFaults(compilingFor: place)
            try await withContoso(environment: faults.filling, at: place) { server, token in
                let kept = try await server.put(
                    "\(offers)/kept",
                    Sample.offer(title: "Kept", secret: "s3cret"),
                    token: token
                )
                #expect(kept.status == 200)
                try await work(server, faults, token)
            }
        }
    }
}
