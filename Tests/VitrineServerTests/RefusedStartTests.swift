import Foundation
import GRDB
import Testing

@Suite("starts that are refused", .timeLimit(.minutes(10)))
struct RefusedStartTests {
    @Test
    func `a second server on a data directory is refused, and the first one goes on`() async throws {
        try await withContoso { server, token in
            let second = try await server.place.run(["serve", "--port", "0"])

            #expect(second.exit == .code(1))
            #expect(second.output.isEmpty)
            #expect(
                second.errors == """
                    Error: Another vitrine server is using the data directory \(server.place.data.path)/. Stop it, or give \
                    this one its own --data-dir.

                    """
            )
            let put = try await server.put("/api/publishers/contoso/offers/on", Sample.offer(title: "On"), token: token)
            #expect(put.status == 200)
        }
    }

    @Test
    func `a data directory is free again when its server was killed`() async throws {
        try await Place.with { place in
            try await withServer(at: place) { await $0.kill() }
            let ready = try await withServer(at: place) { try await $0.call("/readyz").status }
            #expect(ready == 200)
        }
    }

    @Test(arguments: [["serve", "--port", "0"], ["publisher", "list"]])
    func `a database of a newer version is refused by every command, and left as it was`(command: [String]) async throws
    {
        try await Self.withUsedPlace { place in
            let database = try DatabaseQueue(path: place.database.path)
            try Self.pretendToBeNewer(database)
            let before = try Self.schema(of: database)
            let outcome = try await place.run(command)

            #expect(outcome.exit == .code(1))
            #expect(outcome.errors.hasPrefix("Error: The database was made by a newer version of vitrine."))
            #expect(try Self.schema(of: database) == before)
            try database.close()
        }
    }

    @Test
    func `a database file that is none is refused and left as it was`() async throws {
        try await Self.withUsedPlace { place in
            let rubbish = Data(repeating: 0x78, count: 8_192)
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.database.path + suffix) }
            try rubbish.write(to: place.database)
            let outcome = try await place.run(["serve", "--port", "0"])

            #expect(outcome.exit == .code(1))
            #expect(outcome.errors.contains("file is not a database"))
            #expect(try Data(contentsOf: place.database) == rubbish)
        }
    }

    @Test
    func `a lost key file is noticed while there is something that it opens, and no new one is made`() async throws {
        try await Self.withUsedPlace { place in
            let away = place.file("key")
            try FileManager.default.moveItem(at: place.keyFile, to: away)
            let outcome = try await place.run(["serve", "--port", "0"])

            #expect(outcome.exit == .code(1))
            #expect(
                outcome.errors == """
                    Error: The store has secrets, but the key file \(place.keyFile.path) that opens them is not there. \
                    Put it back; no new one was made.

                    """
            )
            #expect(!place.exists(place.keyFile))

            try FileManager.default.moveItem(at: away, to: place.keyFile)
            let ready = try await withServer(at: place) { try await $0.call("/readyz").status }
            #expect(ready == 200)
        }
    }

    @Test
    func `a key file of another installation is refused: its key opens nothing here`() async throws {
        try await Self.withUsedPlace { place in
            try Self.write(Data(repeating: 7, count: 32).base64EncodedString(), to: place.keyFile)
            let outcome = try await place.run(["serve", "--port", "0"])

            #expect(outcome.exit == .code(1))
            #expect(outcome.errors.contains("which is not among the keys at hand"))
        }
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o777])
    func `a key file that others can use is refused, with words that say what to do`(mode: Int) async throws {
        try await Self.withUsedPlace { place in
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place.keyFile.path)
            let outcome = try await place.run(["serve", "--port", "0"])

            #expect(outcome.exit == .code(1))
            #expect(
                outcome.errors
                    == "Error: The key file \(place.keyFile.path) can be read by others. Make it yours alone: chmod 600.\n"
            )
        }
    }

    @Test
    func `what is made on the first start is its owner's alone`() async throws {
        try await Self.withUsedPlace { place in
            let modes = try [place.data, place.keyFile].map(Self.mode)
            #expect(modes == [0o700, 0o600])
        }
    }

    @Test
    func `a master key from the environment takes the place of a file, and none is made`() async throws {
        try await Place.with { place in
            let key = Data((0..<32).map { UInt8($0) }).base64EncodedString()
            try await withServer(["--demo"], environment: ["VITRINE_KEYS_MASTER": key], at: place) { server in
                let ready = try await server.call("/readyz").status
                #expect(ready == 200)
                await server.end()
                #expect(try !server.logText().contains(key))
            }
            #expect(!place.exists(place.keyFile))
        }
    }

    /// A place with a publisher, a token's signing key, and nobody who serves it.
    private static func withUsedPlace(_ work: (Place) async throws -> Void) async throws {
        try await Place.with { place in
            _ = try await place.output(of: "publisher", "add", "contoso", "--name", "Contoso")
            _ = try await place.token()
            try await work(place)
        }
    }

    private static func pretendToBeNewer(_ database: DatabaseQueue) throws {
        try database.write { database in
            try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9999 from the future')")
        }
    }

    private static func schema(of database: DatabaseQueue) throws -> [Row] {
        try database.read { try Row.fetchAll($0, sql: "SELECT * FROM sqlite_schema") }
    }

    private static func write(_ text: String, to file: URL) throws {
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    private static func mode(of file: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }
}
