import VitrineCatalog
import VitrineCore
import VitrineOfferTypes
import VitrineTestKit
import VitrineVault

/// A catalogue of made-up types on a store of its own, with contoso's owner at the door and a clock that stands still.
struct CatalogRoom {
    let store: any Backend.Store
    let vault: Vault
    let clock: TestClock
    let catalog: Catalog
    let permit: Permit

    static func with(
        profile: WireProfile = .deployed,
        _ work: (CatalogRoom) async throws -> Void
    ) async throws {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher.fixture())
            try await store.add(Publisher.fixture(.fabrikam, migration: .none))
            try await store.set(.application("owner", .owner))
            try await store.set(.application("owner", .owner, in: .fabrikam))
            try await work(CatalogRoom(store, offers: store, profile))
        }
    }

    /// A room of `store`, whose catalogue has its offers from `offers`.
    init(_ store: any Backend.Store, offers: any OfferStore, _ profile: WireProfile = .deployed) async throws {
        let key = MasterKey.random()
        let clock = TestClock()
        self.store = store
        self.clock = clock
        vault = Vault(store: store, marks: store, ring: try MasterKeyRing { [key] }, clock: clock)
        catalog = Catalog(
            offers: offers,
            publishers: store,
            registry: try MadeUpTypes.registry(),
            vault: vault,
            clock: clock,
            profile: profile,
            artifacts: .none
        )
        permit = try await Self.permit(in: .contoso, of: store)
    }

    static let owner = Principal.application("owner")

    static func permit(in publisher: PublisherID, of store: any Backend.Store) async throws -> Permit {
        try await AccessGate(members: store, offers: store).admit(owner, as: .owner, in: publisher)
    }

    /// Puts a body, made-up and all.
    @discardableResult
    func put(_ body: String, as id: String = "Web", if precondition: WritePrecondition = WritePrecondition())
        async throws -> PutOutcome
    {
        try await catalog.put(Array(body.utf8), as: OfferID(stored: id), if: precondition, by: permit)
    }

    /// Puts a definition of the first type.
    @discardableResult
    func put(
        definition: String,
        as id: String = "Web",
        if precondition: WritePrecondition = WritePrecondition()
    ) async throws -> PutOutcome {
        try await put(#"{"offerTypeId":"made-up","definition":\#(definition)}"#, as: id, if: precondition)
    }

    /// The stored secrets in clear, by path.
    func secrets(of id: String = "Web") async throws -> [String: String] {
        guard let stored = try await store.stored(.fixture(id)) else { throw NothingFound() }
        let keys = try await vault.keys(of: .contoso)
        let clear = try stored.content.secrets.map { secret in
            let value = try keys.open(secret.value, at: secret.path, of: stored.offer.guid)
            return (secret.path.description, String(decoding: value, as: UTF8.self))
        }
        return Dictionary(uniqueKeysWithValues: clear)
    }

    /// The stored definition.
    func definition(of id: String = "Web") async throws -> String {
        String(decoding: try await store.found(.fixture(id)).definition, as: UTF8.self)
    }
}

extension PutOutcome {
    var definition: String { String(decoding: snapshot.definition, as: UTF8.self) }

    /// The effect in a word.
    var word: String {
        switch effect {
        case .created: "created"
        case .replaced(let unconditionally): unconditionally ? "replaced unconditionally" : "replaced"
        case .unchanged: "unchanged"
        }
    }
}
