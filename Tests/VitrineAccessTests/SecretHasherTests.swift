import Testing
import VitrineAccess
import VitrineCore
import VitrineTestKit

@Suite struct SecretHasherTests {
    @Test func `a standard hash names its parameters and has the sizes that it should`() async throws {
        let hash = try await SecretHasher().hash("secret")
        #expect(hash.scheme == "scrypt:16384:8:1")
        #expect(hash.salt.count == 16)
        #expect(hash.hash.count == 32)
    }

    @Test func `the same secret never gives the same hash`() async throws {
        let hasher = try SecretHasher(cost: cheap())
        let first = try await hasher.hash("secret")
        let second = try await hasher.hash("secret")
        #expect(first.salt != second.salt)
        #expect(first.hash != second.hash)
    }

    @Test func `an application hashed with other parameters still gets its token`() async throws {
        let room = try await AccessRoom()
        let dearer = try #require(ScryptCost(rounds: 64, blockSize: 4, parallelism: 2))
        let application = Application(
            clientID: .random(),
            objectID: .random(),
            name: "older",
            secret: try await SecretHasher(cost: dearer).hash("another secret")
        )
        #expect(application.secret.scheme == "scrypt:64:4:2")
        try await room.access.add(application, roles: [])

        let changes = ["client_id": application.clientID.description, "client_secret": "another secret"]
        let token = try await room.issuer.issue(room.request(.v1, changes))
        #expect(try part(1, of: token.accessToken)["oid"] as? String == application.objectID.description)
    }

    @Test(arguments: ["scrypt", "bcrypt:10", "scrypt:16384:8", "scrypt:0:8:1", "scrypt:16383:8:1", "scrypt:16:99:1"])
    func `a hash of an unknown scheme is a fault`(scheme: String) async throws {
        let room = try await AccessRoom()
        let hash = SecretHash(
            scheme: scheme,
            salt: Array(repeating: 1, count: 16),
            hash: Array(repeating: 0, count: 32)
        )
        let application = Application(clientID: .random(), objectID: .random(), name: "broken", secret: hash)
        try await room.access.add(application, roles: [])
        let request = room.request(.v1, ["client_id": application.clientID.description])
        await #expect(throws: SecretHasher.UnknownScheme(scheme: scheme)) { try await room.issuer.issue(request) }
    }

    @Test(arguments: [(1, 8, 1), (3, 8, 1), (1 << 21, 8, 1), (16, 0, 1), (16, 17, 1), (16, 8, 0), (16, 8, 17)])
    func `parameters out of range aren't taken`(rounds: Int, blockSize: Int, parallelism: Int) {
        #expect(ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism) == nil)
    }

    @Test(arguments: [(2, 1, 1), (16, 16, 1), (32, 8, 16), (1024, 16, 16)])
    func `parameters in range can be hashed with`(rounds: Int, blockSize: Int, parallelism: Int) async throws {
        let cost = try #require(ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism))
        #expect(try await SecretHasher(cost: cost).hash("secret").hash.count == 32)
    }

    @Test func `a new secret has 43 url-safe characters, and is new each time`() {
        let secrets = (0..<100).map { _ in SecretHasher.newSecret() }
        #expect(Set(secrets).count == 100)
        for secret in secrets {
            #expect(secret.utf8.count == 43)
            #expect(secret.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
        }
    }

    @Test func `who was served makes room for the next`() async throws {
        let hasher = SecretHasher(cost: try cheap(), maximumWaiting: 1)
        for _ in 0..<5 { _ = try await hasher.hash("secret") }
    }

    @Test func `a line that is too long turns further callers away`() async throws {
        let room = try await AccessRoom()
        let full = SecretHasher(cost: try cheap(), maximumWaiting: 0)
        await #expect(throws: SecretHasher.Busy.self) { try await full.hash("secret") }

        let issuer = BuiltInIssuer(
            applications: room.access,
            keys: room.keys,
            hasher: full,
            guesses: room.guesses,
            clock: room.clock
        )
        let refusal = await #expect(throws: TokenRefusal.self) { try await issuer.issue(room.request()) }
        #expect(refusal?.code == .temporarilyUnavailable)
        #expect(refusal?.retryAfterSeconds == 1)
    }
}
