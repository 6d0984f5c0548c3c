import NIOCore
import NIOPosix

/// Runs tasks on event loops: what handles a connection stays on the thread that reads and writes it.
///
/// A request is some microseconds of work; handing it to another thread and the answer back costs more than that. What
/// takes long (hashing secrets, commits) has queues of its own. See `docs/decisions/0005-requests-on-event-loops.md`.
final class EventLoopExecutor: TaskExecutor {
    private let group: any EventLoopGroup

    init(group: any EventLoopGroup) {
        self.group = group
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let loop = MultiThreadedEventLoopGroup.currentEventLoop ?? group.any()
        loop.execute {
            job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
