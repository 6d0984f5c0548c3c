import CLinux
import Dispatch
import Glibc
import Synchronization

/// A command that was started, and is to be waited for once.
package final class RunningChild: Sendable {
    package let id: Int32

    /// Whether its id may be another process's by now.
    private let hasEnded = Mutex(false)

    init(id: Int32) {
        self.id = id
    }

    /// Sends a signal, unless it has ended. One that is stopped hears nothing else, so it goes on first.
    package func send(_ signal: Int32) {
        hasEnded.withLock { hasEnded in
            guard !hasEnded else { return }
            kill(id, signal)
            kill(id, SIGCONT)
        }
    }

    /// Waits for its end on a thread of its own.
    package func end() async -> ChildEnd {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "vitrine.child").async {
                continuation.resume(returning: self.wait())
            }
        }
    }

    private func wait() -> ChildEnd {
        // Without collecting it: until then the id stays its own.
        var info = siginfo_t()
        while waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        return hasEnded.withLock { hasEnded in
            hasEnded = true
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
        }
    }
}
