import Testing
import VitrineCore
import VitrineTestKit

struct OutboxStoreTests {
    private static let hook = WebhookName(stored: "hook")
    private static let worker = GUID(high: 1, low: 1)
    private static let end = Timestamp.fixture.advanced(bySeconds: 60)

    @Test(arguments: Backend.allCases)
    func `a notice has a delivery for each webhook that wants it and each address`(on backend: Backend) async throws {
        try await backend.withHook(events: [.operationFailed]) { store in
            try await store.addWebhook(.fixture("all"))
            try await store.addWebhook(.fixture("theirs", of: .fabrikam, key: "key-2"))
            let addresses = Notice.Recipients.addresses(["a@x.example", "b@x.example"])
            #expect(try await store.tell(.fixture(1, event: .operationStarted, mailTo: addresses)) == 3)
            #expect(try await store.tell(.fixture(2, event: .operationFailed)) == 2)
            #expect(try await store.tell(.fixture(3, event: .ping, webhook: Self.hook)) == 1)
            let recipients = try await store.all().map { ($0.notice.id.low, $0.recipient) }
            #expect(
                recipients.filter { $0.0 == 1 }.map(\.1) == [
                    .webhook(WebhookName(stored: "all")), .address("a@x.example"), .address("b@x.example"),
                ]
            )
            #expect(recipients.filter { $0.0 == 3 }.map(\.1) == [.webhook(Self.hook)])
        }
    }

    @Test(arguments: Backend.allCases)
    func `what nobody wants is not kept`(on backend: Backend) async throws {
        try await backend.withHook(events: [.operationFailed]) { store in
            let unwanted: [Notice] = [
                .fixture(event: .operationStarted), .fixture(event: .ping, webhook: WebhookName(stored: "none")),
                .fixture(event: .ping, mailTo: .contact),
            ]
            for notice in unwanted {
                let count = try await store.tell(notice)
                #expect(count == 0)
            }
            #expect(try await store.all().isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `mail to the contact goes to who it is at that moment`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.setContact("old@contoso.example", of: .contoso)
            _ = try await store.tell(.fixture(1, mailTo: .contact))
            try await store.setContact("new@contoso.example", of: .contoso)
            _ = try await store.tell(.fixture(2, mailTo: .contact))
            #expect(
                try await store.all().map(\.recipient) == [
                    .address("old@contoso.example"), .address("new@contoso.example"),
                ]
            )
            #expect(try await store.publisher(.contoso)?.contact == "new@contoso.example")
            await #expect(throws: Refusal.self) { try await store.setContact("", of: PublisherID(stored: "nowhere")) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a notice comes with the write that it tells of, or not at all`(on backend: Backend) async throws {
        try await backend.withHook { store in
            try await store.put(.fixture())
            await #expect(throws: Refusal.self) {
                try await store.change(.fixture()) { (_: StoredDraft?) throws -> (OfferDecision, Bool) in
                    _ = OfferDecision.write([.notice(.fixture(1))])
                    throw Refusal(.offerPublished, "No.")
                }
            }
            #expect(try await store.all().isEmpty)
            _ = try await store.change(.fixture()) { _ in (.write([.notice(.fixture(2))]), ()) }
            #expect(try await store.all().map(\.notice.id.low) == [2])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a delivery is leased once, until its lease ends or it is settled`(on backend: Backend) async throws {
        try await backend.withHook { store in
            let notice = Notice.fixture(mailTo: .addresses(["a@x.example"]))
            _ = try await store.tell(notice)
            let leased = try await store.lease()
            #expect(leased.map(\.delivery.recipient) == [.webhook(Self.hook), .address("a@x.example")])
            #expect(leased[0].webhook?.url == "https://hook.example/")
            #expect(leased[1].webhook == nil)
            #expect(leased[0].delivery.notice.body == notice.body)
            #expect(leased[1].delivery.notice.letter?.text == "Text")
            #expect(try await store.lease().isEmpty)
            #expect(try await store.lease(at: Self.end).count == 2)
            try await store.releaseDeliveries(of: Self.worker)
            #expect(try await store.lease().count == 2)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what has arrived is gone, and the notice with its last delivery`(on backend: Backend) async throws {
        try await backend.withHook { store in
            _ = try await store.tell(.fixture(mailTo: .addresses(["a@x.example"])))
            for leased in try await store.lease() {
                try await store.settle(leased.delivery, as: .delivered, at: .fixture)
            }
            #expect(try await store.all().isEmpty)
            #expect(try await store.nextDeliveryDue() == nil)
            // Its id is free again: nothing of it is left.
            #expect(try await store.tell(.fixture()) == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is postponed waits until then, and so does what else goes to that webhook`(on backend: Backend)
        async throws
    {
        try await backend.withHook { store in
            try await store.addWebhook(.fixture("other", events: [.operationFailed]))
            _ = try await store.tell(.fixture(1))
            let first = try await store.lease()[0].delivery
            _ = try await store.tell(.fixture(2))
            _ = try await store.tell(.fixture(3, event: .operationFailed, mailTo: .addresses(["a@x.example"])))
            let later = Timestamp.fixture.advanced(bySeconds: 30)
            try await store.settle(first, as: .postponed(until: later, problem: "It is down."), at: Self.end)

            let others = try await store.lease()
            #expect(
                others.map(\.delivery.recipient) == [
                    .webhook(WebhookName(stored: "other")), .address("a@x.example"),
                ]
            )
            for other in others { try await store.settle(other.delivery, as: .delivered, at: .fixture) }
            #expect(try await store.nextDeliveryDue() == later)
            let all = try await store.all()
            #expect(all.map(\.attempts) == [1, 0, 0])
            #expect(all[0].problem == "It is down.")
            #expect(all[0].lastAttempt == Self.end)
            #expect(try await store.lease(at: later).count == 3)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a dead letter is kept until it is replayed or discarded`(on backend: Backend) async throws {
        try await backend.withHook { store in
            for number in 1...2 {
                _ = try await store.tell(.fixture(UInt64(number)))
                let delivery = try await store.lease()[0].delivery
                try await store.settle(delivery, as: .dead(problem: "No."), at: .fixture)
            }
            let dead = try await store.deliveries(of: .contoso, in: .dead, after: nil, limit: 10)
            #expect(dead.count == 2)
            #expect(dead.allSatisfy { $0.state == .dead && $0.problem == "No." && $0.attempts == 1 })
            #expect(try await store.lease(at: Self.end.advanced(bySeconds: 86_400)).isEmpty)
            #expect(try await store.deliveries(of: .contoso, in: .waiting, after: nil, limit: 10).isEmpty)
            #expect(try await store.deliveries(of: .contoso, in: nil, after: dead[0].id, limit: 10) == [dead[1]])

            // Nobody else's, and nothing that isn't there.
            #expect(try await !store.replayDelivery(dead[0].id, of: .fabrikam))
            #expect(try await !store.discardDelivery(dead[0].id, of: .fabrikam))
            #expect(try await !store.replayDelivery(.random(), of: .contoso))

            #expect(try await store.replayDelivery(dead[0].id, of: .contoso))
            #expect(try await store.discardDelivery(dead[1].id, of: .contoso))
            let replayed = try await store.lease()
            #expect(replayed.map(\.delivery.id) == [dead[0].id])
            #expect(replayed.first?.delivery.attempts == 0)
            #expect(try await store.all().count == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an attempt that ends after a replay leaves the replay as it is`(on backend: Backend) async throws {
        try await backend.withHook { store in
            _ = try await store.tell(.fixture())
            let first = try await store.lease()[0].delivery
            try await store.settle(first, as: .postponed(until: Self.end, problem: "a"), at: .fixture)
            let second = try await store.lease(at: Self.end)[0].delivery
            #expect(try await store.replayDelivery(first.id, of: .contoso))
            try await store.settle(second, as: .dead(problem: "b"), at: .fixture)
            #expect(try await store.all().map(\.state) == [.waiting])
            #expect(try await store.all().map(\.attempts) == [0])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a webhook that is removed takes along what was on its way to it`(on backend: Backend) async throws {
        try await backend.withHook { store in
            _ = try await store.tell(.fixture(mailTo: .addresses(["a@x.example"])))
            #expect(try await store.removeWebhook(Self.hook, of: .contoso))
            #expect(try await !store.removeWebhook(Self.hook, of: .contoso))
            #expect(try await store.all().map(\.recipient) == [.address("a@x.example")])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a webhook is changed by what was decided about the stored one, and there are ten at most`(
        on backend: Backend
    ) async throws {
        try await backend.withHook { store in
            let stored = try await store.webhooks(of: .contoso)[0]
            let changed = Webhook.fixture(url: "https://new.example/", events: [.ping])
            let seen = try await store.changeWebhook(Self.hook, of: .contoso) { found in
                #expect(found == stored)
                return changed
            }
            #expect(seen == changed)
            #expect(try await store.webhooks(of: .contoso) == [changed])
            #expect(try await store.changeWebhook(Self.hook, of: .contoso) { _ in nil } == nil)
            for number in 1..<Webhook.maximumCount { try await store.addWebhook(.fixture("h\(number)")) }
            await #expect { try await store.addWebhook(.fixture("one-more")) } throws: { error in
                (error as? Refusal)?.code == .tooManyWebhooks
            }
            try await store.addWebhook(.fixture("h1", url: "https://again.example/"))
            #expect(try await store.webhooks(of: .contoso).count == Webhook.maximumCount)
            await #expect { try await store.addWebhook(.fixture(of: PublisherID(stored: "nowhere"))) } throws: {
                error in
                (error as? Refusal)?.code == .publisherNotFound
            }
        }
    }
}

extension Backend {
    /// Gives `work` a store in which contoso has the webhook `hook`, which wants `events`.
    fileprivate func withHook(
        events: Set<Notice.Event> = [],
        _ work: (any Store) async throws -> Void
    ) async throws {
        try await withContoso { store in
            try await store.add(StoredDataKey.fixture("key-2", of: .fabrikam), onlyIfNone: true)
            try await store.addWebhook(.fixture(events: events))
            try await work(store)
        }
    }
}

extension OutboxStore {
    fileprivate func tell(_ notice: Notice) async throws -> Int { try await add(notice) }

    fileprivate func all() async throws -> [Delivery] {
        try await deliveries(of: .contoso, in: nil, after: nil, limit: 100)
    }

    fileprivate func lease(at now: Timestamp = .fixture) async throws -> [LeasedDelivery] {
        try await leaseDeliveries(
            at: now,
            until: now.advanced(bySeconds: 60),
            by: GUID(high: 1, low: 1),
            limit: 100
        )
    }
}
