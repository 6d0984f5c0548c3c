import VitrineAccess
import VitrineCatalog
import VitrineCore
import VitrinePublishing
import VitrineSQLite

/// The demo namespace: two publishers, one application, one offer with a version in each slot.
///
/// Everything goes through the use cases and store calls that real work goes through. What is there already stays as it
/// is, so a demo that was played with is not undone by a restart.
struct Demo: Sendable {
    static let clientID = GUID(high: 0x1111_1111_1111_1111, low: 0x1111_1111_1111_1111)
    static let secret = "demo-secret"
    static let offer = OfferID(stored: "contosovirtualmachine")

    private static let contoso = PublisherID(stored: "contoso")
    private static let fabrikam = PublisherID(stored: "fabrikam")

    let portal: ServedPortal

    private var installation: Installation { portal.installation }

    /// Refuses an address that others can reach: the demo's secret is known to everybody.
    ///
    /// - Throws: ``InstallationError/notLoopback(_:)``.
    static func checkLoopback(_ host: String) throws(InstallationError) {
        let isLoopback = host == "localhost" || host == "::1" || (host.hasPrefix("127.") && isIPv4(host))
        guard isLoopback else { throw .notLoopback(host) }
    }

    func seed() async throws {
        try await addPublisher(Self.contoso, name: "Contoso")
        try await addPublisher(Self.fabrikam, name: "Fabrikam")
        try await addApplication()
        let principal = Principal(application: Self.clientID.description, object: nil)
        let permit = try await portal.gate.admit(principal, as: .owner, in: Self.contoso)
        // A start that was cut short is gone on with; a demo that is complete is left as it is.
        if try await draft()?.draftVersion ?? 1 < 3 { try await worker.runDue() }
        if try await draft()?.draftVersion ?? 1 == 1 {
            try await put(DemoOffer.body(title: "Contoso VM", secret: "demo-lead-secret-1"), permit)
            try await publish(permit)
        }
        if let offer = try await draft(), offer.draftVersion == 2 {
            if offer.production == nil { try await goLive(permit) }
            try await put(DemoOffer.body(title: "Contoso VM (preview)", secret: "demo-lead-secret-2"), permit)
            try await publish(permit)
        }
        if let offer = try await draft(), offer.draftVersion == 3, offer.draftContentTime < offer.draftChangedTime {
            try await put(DemoOffer.body(title: "Contoso VM (draft)", secret: "demo-lead-secret-3"), permit)
        }
    }

    /// The offer as it stands; `nil` when there is none yet.
    private func draft() async throws -> Offer? {
        let name = OfferName(publisher: Self.contoso, offer: Self.offer)
        guard case .found(let draft) = try await installation.store.offer(name, .slot(.draft)) else { return nil }
        return draft.offer
    }

    private static func isIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    private func addPublisher(_ id: PublisherID, name: String) async throws {
        guard try await installation.store.publisher(id) == nil else { return }
        try await installation.store.add(Publisher(id: id, name: name))
    }

    private func addApplication() async throws {
        guard try await installation.store.application(Self.clientID) == nil else { return }
        let application = Application(
            clientID: Self.clientID,
            objectID: GUID(high: 0x2222_2222_2222_2222, low: 0x2222_2222_2222_2222),
            name: "Demo",
            secret: try await installation.hasher.hash(Self.secret)
        )
        let id = Self.clientID.description
        try await installation.store.add(
            application,
            roles: [
                Member(publisher: Self.contoso, kind: .application, id: id, role: .owner),
                Member(publisher: Self.fabrikam, kind: .application, id: id, role: .contributor),
            ]
        )
    }

    /// Puts a draft. `If-Match: *`, because the profile may want one on an offer that exists.
    private func put(_ body: [UInt8], _ permit: Permit) async throws {
        _ = try await portal.catalog.put(body, as: Self.offer, if: WritePrecondition(ifMatch: .any), by: permit)
    }

    private func publish(_ permit: Permit) async throws {
        _ = try await portal.publishing.publish(Self.offer, notifying: [], by: permit)
        try await worker.runDue()
    }

    private func goLive(_ permit: Permit) async throws {
        _ = try await portal.publishing.goLive(Self.offer, notifying: [], by: permit)
        try await worker.runDue()
    }

    /// The demo's own operations take no time, at any pace, and ask nobody.
    private var worker: PublishingWorker { portal.worker(times: Pace.instant, asksChecks: false) }
}
