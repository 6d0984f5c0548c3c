import Testing
import VitrineCore
import VitrineTestKit

struct ApplicationStoreTests {
    @Test(arguments: Backend.allCases)
    func `an application comes back as it was added, with its roles`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let application = Application.fixture(name: "pipeline \"one\"")
            let id = application.clientID.description
            try await store.add(
                application,
                roles: [.application(id, .contributor), .application(id, .reader, in: .fabrikam)]
            )
            #expect(try await store.application(application.clientID) == application)
            #expect(try await store.application(.random()) == nil)
            #expect(try await store.members(of: .contoso) == [.application(id, .contributor)])
            #expect(try await store.members(of: .fabrikam) == [.application(id, .reader, in: .fabrikam)])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a client id is taken once`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let first = Application.fixture(name: "first")
            try await store.add(first, roles: [])
            let refusal = await #expect(throws: Refusal.self) {
                try await store.add(
                    Application.fixture(first.clientID, name: "second"),
                    roles: [.application("x", .owner)]
                )
            }
            #expect(refusal?.code == .alreadyExists)
            #expect(try await store.application(first.clientID) == first)
            #expect(try await store.members(of: .contoso).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an application and its roles are added together or not at all`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let application = Application.fixture()
            let roles: [Member] = [
                .application("a", .owner), .application("a", .owner, in: PublisherID(stored: "nobody")),
            ]
            let refusal = await #expect(throws: Refusal.self) { try await store.add(application, roles: roles) }
            #expect(refusal?.code == .publisherNotFound)
            #expect(try await store.application(application.clientID) == nil)
            #expect(try await store.members(of: .contoso).isEmpty)
            try await store.add(application, roles: Array(roles.prefix(1)))
        }
    }
}
