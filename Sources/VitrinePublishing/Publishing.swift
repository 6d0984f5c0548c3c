package import VitrineCore
package import VitrineOfferTypes
package import VitrineVault

/// Offers in motion: publish, go live, cancel, approve, roll back, and what has become of it. Each use case is a file of
/// its own; the steps themselves are the ``PublishingWorker``'s.
package struct Publishing: Sendable {
    let offers: any OfferStore
    let operations: any OperationStore
    let vault: Vault
    let registry: OfferTypeRegistry
    let workflows: Workflows
    let clock: any WallClock
    let profile: WireProfile
    let signal: WorkSignal
    let notices: NoticeWriter
    let validation: ValidationPolicy
    let approver: PublisherID?
    let artifacts: ArtifactPolicy
    let artifactSignal: WorkSignal

    /// `artifactSignal` wakes who fetches artifacts, `signal` wakes the worker when there is something new to do; the owners of `approver` approve publishes, where
    /// ``ManualApproval`` asks for it.
    package init(
        offers: any OfferStore,
        operations: any OperationStore,
        vault: Vault,
        registry: OfferTypeRegistry,
        workflows: Workflows,
        clock: any WallClock,
        profile: WireProfile,
        signal: WorkSignal,
        notices: NoticeWriter,
        validation: ValidationPolicy = .enforced,
        approver: PublisherID? = nil,
        artifacts: ArtifactPolicy = .keep,
        artifactSignal: WorkSignal = WorkSignal()
    ) {
        self.offers = offers
        self.operations = operations
        self.vault = vault
        self.registry = registry
        self.workflows = workflows
        self.clock = clock
        self.profile = profile
        self.signal = signal
        self.notices = notices
        self.validation = validation
        self.approver = approver
        self.artifacts = artifacts
        self.artifactSignal = artifactSignal
    }
}

/// What errors that the rules of an offer's type find do to a publish.
package enum ValidationPolicy: Sendable {
    /// They refuse it.
    case enforced

    /// They are said as warnings; only what can't be published at all is refused.
    case advisory
}

/// Another operation of the offer is running: the answer names it.
package struct OperationInProgress: Error {
    package let refusal = Refusal(
        .operationInProgress,
        "An operation of this offer is running. Wait until it ends, or cancel it."
    )
    package let running: OfferOperation

    /// Decides the form of its URL.
    package let offer: Offer
}

/// An operation with its offer at the same moment.
package struct StartedOperation: Sendable {
    package let operation: OfferOperation
    package let offer: Offer
}

extension Publishing {
    static func noOffer(_ name: OfferName) -> Refusal {
        Refusal(.offerNotFound, "The publisher '\(name.publisher)' has no offer '\(name.offer)'.")
    }

    static func noPublisher(_ id: PublisherID) -> Refusal {
        Refusal(.publisherNotFound, "There is no publisher '\(id)'.")
    }

    /// - Throws: ``OperationInProgress`` when `newest` is running.
    static func checkIdle(_ newest: OfferOperation?, of offer: Offer) throws {
        guard let newest, newest.state == .running else { return }
        throw OperationInProgress(running: newest, offer: offer)
    }

    /// Gives up the preview of `newest` where it waits for sign-off: a newer operation takes its place.
    static func replacing(_ newest: OfferOperation?, at now: Timestamp) throws -> [OfferWrite] {
        guard let newest, newest.stage == .previewed else { return [] }
        return [.operation(try newest.applying(.replaced, at: now).0)]
    }

    /// There is something to do for the worker, and something to bring for the courier.
    func wake() {
        signal.notify()
        notices.signal.notify()
        if artifacts == .fetch { artifactSignal.notify() }
    }

    func request(by permit: Permit, emails: [String]) -> OperationRequest {
        OperationRequest(
            id: GUID.random(),
            requester: permit.principal.name,
            notificationEmails: emails,
            now: clock.now()
        )
    }
}

extension Principal {
    /// Whether `name` is one of this principal's: tokens of one principal may carry either of its ids, or both.
    func isNamed(in name: String) -> Bool {
        let words = name.split { " ()".contains($0) }
        return [application, object].compactMap { $0 }.contains { id in words.contains { $0 == id } }
    }
}
