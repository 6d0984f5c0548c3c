/// Where webhooks and undelivered notices are kept. Every back end passes `StoreConformanceTests` unchanged.
///
/// Notices come into it by ``OfferWrite/notice(_:)``, in the transaction of what they tell.
package protocol OutboxStore: Sendable {
    /// A publisher's webhooks, ordered by name.
    func webhooks(of publisher: PublisherID) async throws -> [Webhook]

    /// Looks at a publisher's webhook and writes what `decide` makes of it; `nil` writes nothing. One transaction.
    ///
    /// - Returns: What `decide` returned.
    /// - Throws: What `decide` throws; ``Refusal`` with code `publisherNotFound`, or `tooManyWebhooks` for one more than
    ///   ``Webhook/maximumCount``.
    func changeWebhook(
        _ name: WebhookName,
        of publisher: PublisherID,
        deciding decide: @escaping @Sendable (Webhook?) throws -> Webhook?
    ) async throws -> Webhook?

    /// Removes a webhook with all that was on its way to it; `false` when there is none.
    func removeWebhook(_ name: WebhookName, of publisher: PublisherID) async throws -> Bool

    /// Writes a notice that goes with no other write; gives the number of its recipients.
    func add(_ notice: Notice) async throws -> Int

    /// What is on its way from a publisher, or was given up, the oldest first: at most `limit` (1 or more), only those in
    /// `state` and those that come after the delivery `after`, where these are given.
    func deliveries(
        of publisher: PublisherID,
        in state: Delivery.State?,
        after: GUID?,
        limit: Int
    ) async throws -> [Delivery]

    /// Has a delivery tried again at once, its attempts counted anew; `false` when the publisher has none such.
    func replayDelivery(_ id: GUID, of publisher: PublisherID) async throws -> Bool

    /// Gives a delivery up for good; `false` when the publisher has none such.
    func discardDelivery(_ id: GUID, of publisher: PublisherID) async throws -> Bool

    /// Takes deliveries that are due at `now`, the longest due first, for `worker` alone until `end`: as
    /// ``OperationStore/lease(at:until:by:limit:)``.
    func leaseDeliveries(
        at now: Timestamp,
        until end: Timestamp,
        by worker: GUID,
        limit: Int
    ) async throws -> [LeasedDelivery]

    /// Writes what an attempt at `time` came to, and ends the lease. Nothing is written when `delivery` was replayed,
    /// discarded or settled meanwhile.
    func settle(_ delivery: Delivery, as result: DeliveryResult, at time: Timestamp) async throws

    /// Ends the leases of a worker, which has just begun and holds none.
    func releaseDeliveries(of worker: GUID) async throws

    /// When the next delivery is due that nobody works on; `nil` when none is. May be in the past.
    func nextDeliveryDue() async throws -> Timestamp?
}
