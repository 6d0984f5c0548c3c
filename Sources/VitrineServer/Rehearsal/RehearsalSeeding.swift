import VitrineAccess
import VitrineCatalog
import VitrineCore
import VitrinePublishing
import VitrineRehearsal
import VitrineSQLite

/// Puts a scenario's seed into the store, by the use cases that real work goes through. What is there already stays.
struct RehearsalSeeding: Sendable {
    private let portal: ServedPortal
    private let people: RehearsalPeople

    /// Seeding takes no time and asks nobody.
    private let worker: PublishingWorker

    init(_ portal: ServedPortal, _ people: RehearsalPeople) {
        self.portal = portal
        self.people = people
        worker = portal.worker(times: Pace.instant, asksChecks: false)
    }

    /// How many offers are put at a time: they share commits.
    private static let atOnce = 64

    /// - Throws: ``SeedError`` for an offer that the scenario wants published and that can't be.
    func seed(_ scenario: Scenario, secrets: [GUID: String]) async throws {
        let store = portal.installation.store
        let authors = Set(scenario.faults.compactMap { $0.action.edit?.author })
        if let approver = portal.approver, try await store.publisher(approver) != nil {
            try await people.join(approver, authors: [])
        }
        for publisher in scenario.seed.publishers {
            if try await store.publisher(publisher.id) == nil { try await store.add(publisher) }
            try await people.join(publisher.id, authors: authors)
        }
        for application in scenario.seed.applications {
            try await add(application, secret: secrets[application.clientID] ?? "")
        }
        for offer in scenario.seed.offers { try await add(offer) }
    }

    private func add(_ application: SeededApplication, secret: String) async throws {
        let store = portal.installation.store
        let id = application.clientID.description
        guard try await store.application(application.clientID) == nil else {
            // What the command is told has to be good.
            return try await store.set(try await portal.installation.hasher.hash(secret), of: application.clientID)
        }
        try await store.add(
            Application(
                clientID: application.clientID,
                objectID: GUID.random(),
                name: application.name,
                secret: try await portal.installation.hasher.hash(secret)
            ),
            roles: application.memberships.map {
                Member(publisher: $0.publisher, kind: .application, id: id, role: $0.role)
            }
        )
    }

    private func add(_ offer: SeededOffer) async throws {
        let permit = try await portal.gate.admit(RehearsalPeople.host, as: .owner, in: offer.publisher)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...max(1, offer.count) {
                if number > Self.atOnce { try await group.next() }
                group.addTask { try await add(offer, number, permit) }
            }
            try await group.waitForAll()
        }
    }

    private func add(_ offer: SeededOffer, _ number: Int, _ permit: Permit) async throws {
        try Task.checkCancellation()
        let name = OfferName(publisher: offer.publisher, offer: offer.id(number))
        guard case .found = try await portal.installation.store.offer(name, .slot(.draft)) else {
            return try await makeVersions(of: offer, number, permit)
        }
    }

    private func makeVersions(of offer: SeededOffer, _ number: Int, _ permit: Permit) async throws {
        let id = offer.id(number)
        do {
            for version in 1..<(offer.frozenVersions + 1) {
                try await put(offer, number, version: version, permit)
                _ = try await portal.publishing.publish(id, notifying: [], by: permit)
                await worker.settle()
                guard version == offer.production else { continue }
                _ = try await portal.publishing.goLive(id, notifying: [], by: permit)
                await worker.settle()
            }
            try await put(offer, number, version: offer.frozenVersions + 1, permit)
        } catch let refusal as Refusal {
            throw SeedError(offer: OfferName(publisher: offer.publisher, offer: id), refusal: refusal)
        }
    }

    private func put(_ offer: SeededOffer, _ number: Int, version: Int64, _ permit: Permit) async throws {
        let id = offer.id(number)
        let body = SeededBody(
            publisher: offer.publisher,
            type: offer.offerType,
            offer: id,
            definition: offer.definition(number, version: version)
        )
        _ = try await portal.catalog.put(
            body.json,
            as: id,
            if: WritePrecondition(ifMatch: version > 1 ? .any : nil),
            by: permit
        )
    }
}

/// An offer of a scenario's seed that the rules refuse.
struct SeedError: Error, CustomStringConvertible {
    let offer: OfferName
    let refusal: Refusal

    var description: String {
        let details = refusal.details.prefix(20).map { detail in
            "\n  " + (detail.target.map { "\($0): " } ?? "") + detail.message
        }
        return
            "The scenario's offer \(offer.publisher)/\(offer.offer) can't be made: \(refusal.message)\(details.joined())"
    }
}
