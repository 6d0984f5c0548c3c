import Logging
import Synchronization
import VitrineAccess
package import VitrineCore
import VitrinePublishing
package import VitrineRehearsal
import VitrineSQLite

import struct Foundation.URL

/// What makes a server a rehearsal: its scenario, its clock, what goes wrong, and what is written down.
package final class Rehearsal: Sendable {
    /// The marketplace's time.
    package let clock: RehearsalClock

    /// Every exchange, without secrets.
    package let journal: Journal

    let masking: JournalMasking
    let portal: ServedPortal
    let faults: FaultDecider
    let book: StepPlanBook
    let worker: PublishingWorker
    let people: RehearsalPeople
    let snapshots: RehearsalSnapshots
    private let played: Mutex<PlayedScenario>

    /// The one that it started with, which may be a file.
    private let first: Scenario
    private let scenarios: RehearsalScenarios
    private let pace: CurrentPace

    /// The calls of the portal that are being answered.
    let calls = CallsInFlight()

    /// Whoever moves the clock or puts the store back does so alone.
    let turns = Turns()

    /// Seeds the store, and keeps a copy of it as it was before and after.
    init(_ parts: RehearsalParts, portal: ServedPortal) async throws {
        self.portal = portal
        clock = parts.clock
        book = parts.book
        scenarios = parts.scenarios
        faults = FaultDecider(rules: parts.scenario.faults, seed: parts.scenario.randomSeed)
        let secrets = OfferSecretMasking(registry: portal.registry)
        masking = JournalMasking { secrets.masked($0, $1) }
        journal = Journal(masking: masking)
        pace = CurrentPace(parts.scenarios.pace(of: parts.scenario))
        worker = portal.worker(times: RehearsedTimes(book: parts.book, pace: pace))
        people = RehearsalPeople(portal: portal)
        snapshots = RehearsalSnapshots(
            store: portal.installation.store,
            directory: DataDirectory(url: portal.installation.settings.dataDirectory).snapshots
        )
        first = parts.scenario
        played = Mutex(PlayedScenario(parts.scenario, secrets: [:]))
        // Tokens of before a reset are good after it: the key that signs them is older than both copies.
        _ = try await portal.installation.issuer.keySet()
        try await snapshots.prepare()
        try await snapshots.keep(.empty, at: moment)
        try await seed()
    }

    /// The scenario that is played.
    package var scenario: Scenario { played.withLock { $0.scenario } }

    /// What the first of the seeded applications asks for tokens with; `nil` when there is none.
    package var credentials: RehearsalCredentials? { played.withLock { $0.credentials } }

    /// The credentials of the seeded application with this client id; of the first one where there is none.
    func credentials(of client: String?) -> RehearsalCredentials? {
        played.withLock { played in
            guard let id = client.flatMap({ GUID($0) }), let secret = played.secrets[id] else {
                return played.credentials
            }
            return RehearsalCredentials(clientID: id, secret: secret)
        }
    }

    /// Makes everything as it was at the start, or as another scenario has it: store, clock, faults, steps and journal.
    ///
    /// - Throws: `Refusal` with code `badRequest` for a name that no scenario has that comes with the server, nor the one that
    ///   it started with.
    func reset(to name: String?) async throws {
        try await alone { try await putBack(to: name) }
    }

    /// Runs `work` when it is its turn, and while no step is worked on.
    private func alone<Value>(_ work: () async throws -> sending Value) async rethrows -> sending Value {
        try await turns.take {
            await worker.pause()
            defer { worker.resume() }
            return try await work()
        }
    }

    private func putBack(to name: String?) async throws {
        if let name, name != first.name {
            let known = try ScenarioLibrary.builtIn().map(\.name)
            // Never a path: who may reset may not read files.
            guard known.contains(name) else {
                let all = Set(known + [first.name]).sorted().joined(separator: ", ")
                throw Refusal(.badRequest, "There is no such scenario. Known: \(all).")
            }
            try await start(try scenarios.scenario(name))
        } else if name != nil, scenario.name != first.name {
            try await start(first)
        } else {
            try await snapshots.restore(.seed)
            begin(scenario)
        }
        try await portal.releaseLeases()
        journal.clear()
        portal.wake()
    }

    /// Makes a snapshot, in place of an earlier one of that name, and gives its time.
    func keep(_ name: String) async throws -> Timestamp {
        try await alone {
            let moment = moment
            try await snapshots.keep(.named(name), at: moment)
            return moment.time
        }
    }

    private var moment: RehearsalSnapshots.Moment { .init(time: clock.now(), counts: book.counts) }

    /// Puts store, clock and what was counted of steps back to a snapshot; `false` when there is none of that name.
    func restore(_ name: String) async throws -> Bool {
        try await alone {
            guard let moment = try await snapshots.restore(.named(name)) else { return false }
            try await portal.releaseLeases()
            clock.set(to: moment.time)
            book.recall(moment.counts)
            journal.noteRestore()
            portal.wake()
            return true
        }
    }

    /// The client id of whoever calls, where a good token names one.
    func caller(withToken token: String?) async -> String? {
        guard let token, let verified = try? await portal.verifier.verify(token) else { return nil }
        return verified.principal.application
    }

    /// What `publisher`/`offer` is at the moment; `nil` when there is no such offer.
    package func offer(_ publisher: String, _ offer: String) async -> RehearsedOffer? {
        guard let publisher = try? PublisherID(lookup: publisher), let offer = try? OfferID(lookup: offer),
            case .found(let draft) = try? await portal.installation.store.offer(
                OfferName(publisher: publisher, offer: offer),
                .slot(.draft)
            )
        else { return nil }
        let operations = await operations(
            of: OfferName(publisher: draft.offer.publisher, offer: draft.offer.id)
        )
        return RehearsedOffer(
            name: draft.offer.id.text,
            guid: draft.offer.guid,
            publish: operations.first { $0.kind == .publish }?.state,
            goLive: operations.first { $0.kind == .goLive }?.state,
            preview: draft.offer.preview?.version,
            production: draft.offer.production?.version
        )
    }

    /// An offer's operations, newest first.
    private func operations(of name: OfferName) async -> [OfferOperation] {
        guard case .found(let operations) = try? await portal.installation.store.operations(of: name, in: nil) else {
            return []
        }
        return operations
    }

    /// Goes over to another scenario, or stays with the one that is played where that can't be seeded.
    private func start(_ scenario: Scenario) async throws {
        let before = played.withLock { $0 }
        do {
            try await snapshots.restore(.empty)
            played.withLock { $0 = PlayedScenario(scenario, secrets: $0.secrets) }
            begin(scenario)
            try await seed()
        } catch {
            played.withLock { $0 = before }
            try await snapshots.restore(.seed)
            begin(before.scenario)
            throw error
        }
    }

    private func begin(_ scenario: Scenario) {
        faults.replace(rules: scenario.faults, seed: scenario.randomSeed)
        book.replace(rules: scenario.steps)
        pace.set(scenarios.pace(of: scenario))
        clock.restart(scenario.clock)
    }

    private func seed() async throws {
        let (scenario, secrets) = played.withLock { ($0.scenario, $0.secrets) }
        try await RehearsalSeeding(portal, people).seed(scenario, secrets: secrets)
        try await snapshots.keep(.seed, at: moment)
    }
}

/// What a client asks for tokens with.
package struct RehearsalCredentials: Sendable, Equatable {
    package let clientID: GUID
    package let secret: String
}

/// A scenario with the secrets of its applications, those that were made up among them.
private struct PlayedScenario {
    let scenario: Scenario
    let secrets: [GUID: String]

    init(_ scenario: Scenario, secrets known: [GUID: String]) {
        self.scenario = scenario
        var secrets = known
        for application in scenario.seed.applications {
            let given = application.secret ?? secrets[application.clientID]
            secrets[application.clientID] = given ?? SecretHasher.newSecret()
        }
        self.secrets = secrets
    }

    var credentials: RehearsalCredentials? {
        guard let application = scenario.seed.applications.first, let secret = secrets[application.clientID] else {
            return nil
        }
        return RehearsalCredentials(clientID: application.clientID, secret: secret)
    }
}
