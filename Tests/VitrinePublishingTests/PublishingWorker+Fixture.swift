import Logging
import VitrineCore
import VitrinePublishing
import VitrineTestKit

extension PublishingWorker {
    /// A worker whose steps take no time.
    static func fixture(
        _ store: any SteppedStore.Store,
        checks: [any PublishCheck] = [],
        clock: TestClock = TestClock()
    ) -> PublishingWorker {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        return PublishingWorker(
            operations: store,
            runner: StepRunner(offers: store, checks: checks, clock: clock, logger: logger),
            notices: NoticeWriter(signal: WorkSignal(), mails: false, approver: nil),
            times: Pace.instant,
            clock: clock,
            signal: WorkSignal(),
            id: GUID(high: 1, low: 1),
            logger: logger
        )
    }
}
