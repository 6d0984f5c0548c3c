import Testing
import VitrineCore
import VitrineTestKit

struct KeyStoreTests {
    private static func time(_ seconds: Int64) -> Timestamp { .fixture.advanced(bySeconds: seconds) }

    @Test(arguments: Backend.allCases)
    func `data keys come back newest first, each publisher's own`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let old = StoredDataKey.fixture("old", createdAt: Self.time(1), wrapped: .fixture("master", "one"))
            let new = StoredDataKey.fixture("new", createdAt: Self.time(2), wrapped: .fixture("master", "two"))
            let others = StoredDataKey.fixture("others", of: .fabrikam)
            for key in [new, old, others] { try await store.add(key, onlyIfNone: false) }
            #expect(try await store.dataKeys(of: PublisherID(stored: "CONTOSO")) == [new, old])
            #expect(try await store.dataKeys(of: .fabrikam) == [others])
            #expect(try await store.dataKeys(of: PublisherID(stored: "nobody")).isEmpty)
            let all = try await store.allDataKeys()
            #expect(all.count == 3 && [new, old, others].allSatisfy(all.contains))
        }
    }

    @Test(arguments: Backend.allCases)
    func `only if none: the publisher's first data key stays alone`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.add(StoredDataKey.fixture("first"), onlyIfNone: true)
            try await store.add(StoredDataKey.fixture("late"), onlyIfNone: true)
            try await store.add(StoredDataKey.fixture("others", of: .fabrikam), onlyIfNone: true)
            #expect(try await store.dataKeys(of: .contoso).map(\.id) == ["first"])
            #expect(try await store.dataKeys(of: .fabrikam).map(\.id) == ["others"])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a data key of a publisher that isn't there is refused`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            for onlyIfNone in [true, false] {
                let key = StoredDataKey.fixture(of: PublisherID(stored: "nobody"))
                let refusal = await #expect(throws: Refusal.self) { try await store.add(key, onlyIfNone: onlyIfNone) }
                #expect(refusal?.code == .publisherNotFound)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `signing keys come back newest first`(on backend: Backend) async throws {
        try await backend.withStore { store in
            #expect(try await store.signingKeys().isEmpty)
            let keys = [3, 1, 2].map { StoredSigningKey.fixture("kid-\($0)", createdAt: Self.time($0)) }
            for key in keys { try await store.add(key, onlyIfNone: false) }
            #expect(try await store.signingKeys() == [keys[0], keys[2], keys[1]])
        }
    }

    @Test(arguments: Backend.allCases)
    func `only if none: of two processes' first signing keys one stays`(on backend: Backend) async throws {
        try await backend.withTwoStores { store, other in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<16 {
                    let store = number.isMultiple(of: 2) ? store : other
                    group.addTask { try await store.add(StoredSigningKey.fixture("kid-\(number)"), onlyIfNone: true) }
                }
                try await group.waitForAll()
            }
            #expect(try await store.signingKeys().count == 1)
            #expect(try await store.signingKeys() == other.signingKeys())
        }
    }

    @Test(arguments: Backend.allCases)
    func `a rotation wraps keys anew and adds new ones, times and ids of the old staying`(on backend: Backend)
        async throws
    {
        try await backend.withContoso { store in
            let data = StoredDataKey.fixture("data", createdAt: Self.time(1))
            let signing = StoredSigningKey.fixture("kid", createdAt: Self.time(1))
            try await store.add(data, onlyIfNone: true)
            try await store.add(signing, onlyIfNone: true)

            let box = SealedBox.fixture("new master", "anew")
            let added = StoredDataKey.fixture("added", createdAt: Self.time(2), wrapped: box)
            let rewrapped = StoredDataKey.fixture("data", createdAt: Self.time(1), wrapped: box)
            let signed = StoredSigningKey.fixture("kid", createdAt: Self.time(1), wrapped: box)
            try await store.rotate(dataKeys: [rewrapped, added], signingKeys: [signed])
            #expect(try await store.dataKeys(of: .contoso) == [added, rewrapped])
            #expect(try await store.signingKeys() == [signed])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a rotation that can't be carried out changes nothing`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.add(StoredDataKey.fixture("data"), onlyIfNone: true)
            try await store.add(StoredSigningKey.fixture("kid"), onlyIfNone: true)
            let box = SealedBox.fixture("new master", "anew")
            let impossible = StoredDataKey.fixture("lost", of: PublisherID(stored: "nobody"), wrapped: box)
            await #expect(throws: (any Error).self) {
                try await store.rotate(
                    dataKeys: [.fixture("data", wrapped: box), impossible],
                    signingKeys: [.fixture("kid", wrapped: box)]
                )
            }
            #expect(try await store.allDataKeys() == [.fixture("data")])
            #expect(try await store.signingKeys() == [.fixture("kid")])
        }
    }
}
