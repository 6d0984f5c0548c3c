import VitrineCore
import VitrineTestKit

extension Backend {
    /// Gives `work` a store with the publishers contoso and fabrikam, and no offers.
    func withContoso<Value>(_ work: (any Store) async throws -> Value) async throws -> Value {
        try await withStore { store in
            try await store.add(Publisher.fixture())
            try await store.add(Publisher.fixture(.fabrikam))
            return try await work(store)
        }
    }
}
