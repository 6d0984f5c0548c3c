import VitrineCore

/// The stores that the tests of this room run on: the one place that knows which back end it is.
func makeStores() -> (access: any AccessStore, offers: any OfferStore) {
    let store = StoredAccess()
    return (store, store)
}

/// Keeps what these tests need, and refuses the rest.
private actor StoredAccess: AccessStore, OfferStore {
    private struct NotKeptHere: Error {}

    private var publishers: [Publisher] = []
    private var applications: [GUID: Application] = [:]
    private var keys: [StoredSigningKey] = []
    private var changes: UInt64 = 0

    func mark() -> StoreMark { StoreMark(everything: changes, access: changes) }

    func add(_ publisher: Publisher) {
        publishers.append(publisher)
        changes += 1
    }

    func application(_ clientID: GUID) -> Application? { applications[clientID] }

    func add(_ application: Application, roles: [Member]) throws {
        guard applications[application.clientID] == nil else { throw Refusal(.alreadyExists, "It is there already.") }
        applications[application.clientID] = application
        changes += 1
    }

    func signingKeys() -> [StoredSigningKey] { keys.sorted { $0.createdAt > $1.createdAt } }

    func add(_ key: StoredSigningKey, onlyIfNone: Bool) {
        guard keys.isEmpty || !onlyIfNone else { return }
        keys.append(key)
        changes += 1
    }

    func allPublishers() -> [Publisher] { publishers }
    func publisher(_ id: PublisherID) throws -> Publisher? { throw NotKeptHere() }
    func publishers(of principal: Principal) throws -> [Publisher] { throw NotKeptHere() }
    func role(of principal: Principal, in publisher: PublisherID) throws -> Role? { throw NotKeptHere() }
    func members(of publisher: PublisherID) throws -> [Member] { throw NotKeptHere() }
    func set(_ member: Member) throws { throw NotKeptHere() }

    func removeMember(kind: Member.Kind, id: String, from publisher: PublisherID) throws -> Bool {
        throw NotKeptHere()
    }

    func offer(_ name: OfferName, _ selector: OfferSelector) throws -> OfferLookup { throw NotKeptHere() }

    func offers(
        of publisher: PublisherID,
        type: OfferTypeID?,
        after: OfferID?,
        limit: Int
    ) throws -> [OfferSummary] {
        throw NotKeptHere()
    }

    func change<Note: Sendable>(
        _ name: OfferName,
        deciding decide: @escaping @Sendable (StoredDraft?) throws -> (OfferDecision, Note)
    ) throws -> (OfferSnapshot?, Note) {
        throw NotKeptHere()
    }
}
