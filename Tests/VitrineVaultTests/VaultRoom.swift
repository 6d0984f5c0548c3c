import Foundation
import VitrineCore
import VitrineTestKit
import VitrineVault

/// A vault on a store of its own with contoso and fabrikam, and a clock that stands still.
struct VaultRoom {
    let store: any Backend.Store
    let directory: URL
    let master: KeySource
    let ring: MasterKeyRing
    let clock: TestClock
    let vault: Vault

    static let offer = GUID(high: 1, low: 2)
    static let path = SecretPath("/offer/key")
    static let secret = Array("\"correct horse battery staple\"".utf8)

    static func with(_ work: (VaultRoom) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            try await Backend.withSQLite(in: directory) { store in
                try await store.add(Publisher.fixture())
                try await store.add(Publisher.fixture(.fabrikam))
                try await work(VaultRoom(store: store, directory: directory))
            }
        }
    }

    private init(store: any Backend.Store, directory: URL) throws {
        let master = KeySource(.random())
        self.store = store
        self.directory = directory
        self.master = master
        ring = try MasterKeyRing { master.keys }
        clock = TestClock()
        vault = Vault(store: store, marks: store, ring: ring, clock: clock)
    }

    /// Another process's vault on the same store.
    func anotherVault() throws -> Vault {
        let master = master
        return Vault(store: store, marks: store, ring: try MasterKeyRing { master.keys }, clock: clock)
    }

    func seal(in publisher: PublisherID = .contoso) async throws -> SealedBox {
        try await vault.keys(of: publisher).seal(Self.secret, at: Self.path, of: Self.offer)
    }

    func open(_ box: SealedBox, in publisher: PublisherID = .contoso) async throws -> [UInt8] {
        try await vault.keys(of: publisher).open(box, at: Self.path, of: Self.offer)
    }
}
