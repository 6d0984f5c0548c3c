import Testing
import VitrineCore
import VitrineTestKit

struct MemberStoreTests {
    @Test(arguments: Backend.allCases)
    func `members are listed by kind and id`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let members: [Member] = [
                .application("a", .reader), .application("b", .owner), .user("a", .contributor), .user("c", .reader),
            ]
            for member in members.reversed() { try await store.set(member) }
            try await store.set(.user("elsewhere", .owner, in: .fabrikam))
            #expect(try await store.members(of: PublisherID(stored: "CONTOSO")) == members)
            #expect(try await store.members(of: PublisherID(stored: "nobody")).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a member that is set again has the new role alone`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.set(.user("AbC", .owner))
            try await store.set(.user("aBc", .reader, in: PublisherID(stored: "CONTOSO")))
            #expect(try await store.members(of: .contoso) == [.user("abc", .reader)])
            #expect(try await store.role(of: .user("abc"), in: .contoso) == .reader)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a member is removed by kind, id and publisher`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.set(.user("abc", .owner))
            try await store.set(.application("abc", .owner))
            try await store.set(.user("abc", .owner, in: .fabrikam))
            #expect(try await store.removeMember(kind: .user, id: "ABC", from: PublisherID(stored: "contoso")))
            #expect(try await !store.removeMember(kind: .user, id: "abc", from: .contoso))
            #expect(try await !store.removeMember(kind: .user, id: "abc", from: PublisherID(stored: "nobody")))
            #expect(try await store.members(of: .contoso) == [.application("abc", .owner)])
            #expect(try await store.members(of: .fabrikam).count == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a member of a publisher that isn't there is refused`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let refusal = await #expect(throws: Refusal.self) {
                try await store.set(.user("a", .owner, in: PublisherID(stored: "nobody")))
            }
            #expect(refusal?.code == .publisherNotFound)
        }
    }
}
