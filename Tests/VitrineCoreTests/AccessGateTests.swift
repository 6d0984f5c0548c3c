import Testing
import VitrineCore
import VitrineTestKit

struct AccessGateTests {
    private static let caller = Principal.application("client", object: "object")

    @Test(arguments: Role.allCases, Role.allCases)
    func `a role admits to what needs it or less`(held: Role, needed: Role) async throws {
        try await Self.withGate { gate, store in
            try await store.set(.application("client", held))
            guard held >= needed else {
                await #expect(throws: Refusal.self) { try await gate.admit(Self.caller, as: needed, in: .contoso) }
                return
            }
            let permit = try await gate.admit(Self.caller, as: needed, in: PublisherID(stored: "CONTOSO"))
            #expect(permit.role == held)
            #expect(permit.principal == Self.caller)
            #expect(permit.publisher.text == "CONTOSO")
        }
    }

    @Test func `the refusal is the same for a namespace that is hidden and one that is missing`() async throws {
        try await Self.withGate { gate, store in
            try await store.set(.application("somebody-else", .owner))
            let missing = PublisherID(stored: "nobody")
            for needed in Role.allCases {
                let hidden = await #expect(throws: Refusal.self) {
                    try await gate.admit(Self.caller, as: needed, in: .contoso)
                }
                #expect(hidden?.code == .forbidden)
                for publisher in [PublisherID.fabrikam, missing] {
                    let refusal = await #expect(throws: Refusal.self) {
                        try await gate.admit(Self.caller, as: needed, in: publisher)
                    }
                    #expect(refusal == hidden)
                }
            }
        }
    }

    @Test func `a change of members counts from the next call on`() async throws {
        try await Self.withGate { gate, store in
            for _ in 0..<3 {
                try await store.set(.application("client", .owner))
                #expect(try await gate.admit(Self.caller, as: .reader, in: .contoso).role == .owner)
                try await store.set(.application("client", .reader))
                #expect(try await gate.admit(Self.caller, as: .reader, in: .contoso).role == .reader)
                #expect(try await store.removeMember(kind: .application, id: "client", from: .contoso))
                await #expect(throws: Refusal.self) { try await gate.admit(Self.caller, as: .reader, in: .contoso) }
            }
        }
    }

    @Test func `a change of members by another process counts from the next call on`() async throws {
        try await Backend.sqlite.withTwoStores { store, other in
            try await store.add(Publisher.fixture())
            let gate = AccessGate(members: store, offers: store)
            await #expect(throws: Refusal.self) { try await gate.admit(Self.caller, as: .reader, in: .contoso) }
            try await other.set(.application("client", .owner))
            #expect(try await gate.admit(Self.caller, as: .reader, in: .contoso).role == .owner)
            _ = try await other.removeMember(kind: .application, id: "client", from: .contoso)
            await #expect(throws: Refusal.self) { try await gate.admit(Self.caller, as: .reader, in: .contoso) }
        }
    }

    @Test func `a role in one namespace is none in another`() async throws {
        try await Self.withGate { gate, store in
            try await store.set(.application("client", .owner))
            #expect(try await gate.admit(Self.caller, as: .owner, in: .contoso).role == .owner)
            await #expect(throws: Refusal.self) { try await gate.admit(Self.caller, as: .reader, in: .fabrikam) }
        }
    }

    private static func withGate(_ work: (AccessGate, any Backend.Store) async throws -> Void) async throws {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher.fixture())
            try await store.add(Publisher.fixture(.fabrikam))
            try await work(AccessGate(members: store, offers: store), store)
        }
    }
}
