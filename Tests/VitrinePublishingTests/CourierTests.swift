import Logging
import Synchronization
import Testing
import VitrineCore
import VitrinePublishing
import VitrineTestKit

/// What becomes of a delivery, given what its carrier answers.
struct CourierTests {
    private static let hook = WebhookName(stored: "hook")

    @Test func `what arrives is gone, each under an id of its own`() async throws {
        try await Self.with { store, clock, carrier in
            _ = try await store.add(Notice.fixture(mailTo: .addresses(["a@x.example", "b@x.example"])))
            try await Self.courier(store, clock, carrier).runDue()
            #expect(try await store.deliveries(of: .contoso, in: nil, after: nil, limit: 10).isEmpty)
            #expect(carrier.brought.map(\.1).sorted() == ["a@x.example", "b@x.example", "https://hook.example/"])
            #expect(Set(carrier.brought.map(\.0)).count == 3)
        }
    }

    @Test func `what fails is tried again under the same id, less and less often, and then is a dead letter`()
        async throws
    {
        try await Self.with { store, clock, carrier in
            carrier.answer = .failed("It is down.")
            _ = try await store.add(Notice.fixture())
            let courier = Self.courier(store, clock, carrier)
            var waits: [Int64] = []
            while true {
                try await courier.runDue()
                let delivery = try await store.deliveries(of: .contoso, in: nil, after: nil, limit: 1)[0]
                guard let due = delivery.due else { break }
                waits.append((due.ticks - clock.now().ticks) / Timestamp.ticksPerSecond)
                #expect(delivery.problem == "It is down.")
                clock.set(due)
            }
            #expect(waits.count == 3)
            for (wait, whole) in zip(waits, [100, 200, 300] as [Int64]) { #expect((whole / 2...whole).contains(wait)) }
            #expect(carrier.brought.count == 4)
            #expect(Set(carrier.brought.map(\.0)).count == 1)

            // Replayed, it has as many attempts again; arrived, it is gone.
            let dead = try await store.deliveries(of: .contoso, in: .dead, after: nil, limit: 1)[0]
            _ = try await store.replayDelivery(dead.id, of: .contoso)
            carrier.answer = .arrived
            try await courier.runDue()
            #expect(try await store.deliveries(of: .contoso, in: nil, after: nil, limit: 1).isEmpty)
            #expect(Set(carrier.brought.map(\.0)).count == 1)
        }
    }

    @Test func `what is refused is a dead letter at once`() async throws {
        try await Self.with { store, clock, carrier in
            carrier.answer = .refused("The answer was 410.")
            _ = try await store.add(Notice.fixture(mailTo: .addresses(["a@x.example"])))
            try await Self.courier(store, clock, carrier).runDue()
            let dead = try await store.deliveries(of: .contoso, in: .dead, after: nil, limit: 10)
            #expect(dead.map(\.problem) == ["The answer was 410.", "The answer was 410."])
            #expect(carrier.brought.count == 2)
        }
    }

    @Test func `one webhook that is down doesn't hold up another, nor the mail`() async throws {
        try await Self.with { store, clock, carrier in
            try await store.addWebhook(.fixture("well", url: "https://well.example/"))
            carrier.down = ["https://hook.example/"]
            for number in 0..<200 {
                _ = try await store.add(Notice.fixture(UInt64(number), mailTo: .addresses(["a@x.example"])))
            }
            try await Self.courier(store, clock, carrier).runDue()
            let left = try await store.deliveries(of: .contoso, in: nil, after: nil, limit: 1_000)
            #expect(left.count == 200)
            #expect(left.allSatisfy { $0.recipient == .webhook(Self.hook) && $0.due ?? .fixture > clock.now() })
            // Those that waited for the webhook were put off with the first that failed.
            #expect(carrier.brought.count { $0.1 == "https://hook.example/" } < 200)
        }
    }

    @Test func `what a dead courier had in hand is brought by the next`() async throws {
        try await Self.with { store, clock, carrier in
            _ = try await store.add(Notice.fixture())
            let now = clock.now()
            let id = GUID(high: 1, low: 1)
            _ = try await store.leaseDeliveries(at: now, until: now.advanced(bySeconds: 60), by: id, limit: 10)
            let courier = Self.courier(store, clock, carrier)
            try await courier.runDue()
            #expect(carrier.brought.isEmpty)
            clock.set(now.advanced(bySeconds: 60))
            try await courier.runDue()
            #expect(carrier.brought.count == 1)
        }
    }

    /// Answers as it is told, and notes what it was given: the delivery's id, and where to.
    private final class Carrier: Sendable {
        private struct State {
            var answer = CarrierAnswer.arrived
            var down: Set<String> = []
            var brought: [(GUID, String)] = []
        }

        private let state = Mutex(State())

        var answer: CarrierAnswer {
            get { state.withLock { $0.answer } }
            set { state.withLock { $0.answer = newValue } }
        }

        var down: Set<String> {
            get { state.withLock { $0.down } }
            set { state.withLock { $0.down = newValue } }
        }

        var brought: [(GUID, String)] { state.withLock { $0.brought } }

        func bring(_ delivery: Delivery, to place: String) -> CarrierAnswer {
            state.withLock { state in
                state.brought.append((delivery.id, place))
                return state.down.contains(place) ? .failed("It is down.") : state.answer
            }
        }
    }

    private static func with(_ work: (any Backend.Store, TestClock, Carrier) async throws -> Void) async throws {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher.fixture())
            try await store.addWebhook()
            try await work(store, TestClock(), Carrier())
        }
    }

    private static func courier(_ store: any Backend.Store, _ clock: TestClock, _ carrier: Carrier) -> Courier {
        Courier(
            outbox: store,
            carriers: Carriers(
                post: { delivery, webhook in carrier.bring(delivery, to: webhook.url) },
                mail: { delivery, _, address in carrier.bring(delivery, to: address) }
            ),
            backoff: Backoff(first: .seconds(100), longest: .seconds(300), maximumAttempts: 4),
            clock: clock,
            signal: WorkSignal(),
            id: GUID(high: 1, low: 1),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
    }
}
