import Testing
import VitrineDelivery

@Suite(.timeLimit(.minutes(15))) struct OutboundDeadlineTests {
    @Test func `who never answers is given up in time`() async throws {
        let deaf = StubConnector { _ throws(ConnectionFailure) in
            await hang()
            throw .broken("cancelled")
        }
        let client = try client(["a.example": ["1.1.1.1"]], deaf, timeout: .milliseconds(50))
        let late = await failure { try await client.send(.fixture(to: "https://a.example/")) }
        #expect(late == .temporary("There was no whole answer within 0.05 seconds."))
    }

    @Test func `a name that nobody resolves is given up in time`() async throws {
        struct Deaf: Resolver {
            func addresses(of name: String) async throws(DeliveryFailure) -> [IPAddress] {
                await hang()
                throw .temporary("cancelled")
            }
        }
        let client = try OutboundClient(resolver: Deaf(), connector: StubConnector(), timeout: .milliseconds(50))
        let late = await failure { try await client.send(.fixture(to: "https://a.example/")) }
        #expect(late == .temporary("There was no whole answer within 0.05 seconds."))
    }

    @Test func `a task that is cancelled gives up at once`() async throws {
        let deaf = StubConnector { _ throws(ConnectionFailure) in
            await hang()
            throw .broken("cancelled")
        }
        let client = try client(["a.example": ["1.1.1.1"]], deaf, timeout: .seconds(3600))
        let task = Task { await failure { try await client.send(.fixture(to: "https://a.example/")) } }
        task.cancel()
        #expect(await task.value?.isPermanent == false)
    }
}
