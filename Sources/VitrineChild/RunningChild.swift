import CLinux
import Dispatch
import Glibc
import Synchronization

/// A command that was started, and is to be waited for once.
package final class RunningChild: Sendable {
    package let id: Int32

    /// As whoever gave the command calls it.
    private let name: String

    /// Whether its id may be another process's by now.
    private let hasEnded = Mutex(false)

    init(id: Int32, name: String) {
        self.id = id
        self.name = name
    }

    /// Sends a signal, unless it has ended. One that is stopped hears nothing else, so it goes on first.
    package func send(_ signal: Int32) {
        hasEnded.withLock { hasEnded in
            guard !hasEnded else { return }
            kill(id, signal)
            kill(id, SIGCONT)
        }
    }

    /// Waits for its end on a thread of its own; fails when the system doesn't tell how it ended.
    package func end() async -> Result<ChildEnd, ChildFailure> {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "vitrine.child").async {
                continuation.resume(returning: self.wait())
            }
        }
    }

    private func wait() -> Result<ChildEnd, ChildFailure> {
        // Without collecting it: until then the id stays its own.
        var info = siginfo_t()
        while waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        return hasEnded.withLock { hasEnded in
            hasEnded = true
            return collect()
        }
    }

    private func collect() -> Result<ChildEnd, ChildFailure> {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            let code = errno
            guard code == EINTR else { return .failure(.system(name, reason: String(cString: strerror(code)))) }
        }
        let signal = status & 0x7F
        return .success(signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal))
    }
}
