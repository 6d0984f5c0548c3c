import CLinux
import Dispatch
import Glibc

/// Processes that a command leaves behind: all below this one, but those that were there before the command.
///
/// A shell that becomes this process bequeaths it what it had started; that, and what is below it, is left alone. What such a
/// process starts only later is taken for the command's, if the process that started it has ended as well.
package struct Stragglers: Sendable {
    typealias Send = @Sendable (_ process: pid_t, _ signal: Int32) -> Void

    private let root: pid_t
    private let spared: Set<ProcessTable.Entry.Identity>
    private let send: Send

    /// How long a process may take to end once it can do nothing against it.
    private static let grace = Duration.seconds(3)

    /// Those of a command that is started after this. Processes below this one whose parents end become its children from now on,
    /// so that they are found.
    package init() {
        _ = linux_adopt_orphans()
        self.init(below: getpid())
    }

    init(below root: pid_t, send: @escaping Send = { kill($0, $1) }) {
        self.root = root
        self.send = send
        spared = Set(Self.descendants(of: root, sparing: []).map(\.identity))
    }

    /// Ends them: asks, and after `patience`, or once nobody wants to wait, makes them end.
    ///
    /// Gives up on what is there three seconds after that. That the task is cancelled changes nothing.
    package func end(within patience: Duration, isHurried: () -> Bool = { false }) async -> StragglersEnd {
        var left = living()
        let first = Set(left.map(\.identity))
        var asked: Set<ProcessTable.Entry.Identity> = []
        let deadline = ContinuousClock.now + patience
        var forced: ContinuousClock.Instant?
        while !left.isEmpty {
            let now = ContinuousClock.now
            for process in left where asked.insert(process.identity).inserted { ask(process.id) }
            if forced == nil, now >= deadline || isHurried() { forced = now }
            if let forced {
                guard now < forced + Self.grace else { break }
                for process in left { send(process.id, SIGKILL) }
            }
            // Their ends are no events for one who isn't their parent.
            await Self.pause(.milliseconds(10))
            left = living()
        }
        return StragglersEnd(
            ended: first.subtracting(left.map(\.identity)).count,
            left: left.map(\.id).sorted()
        )
    }

    /// Takes its time in a task that is cancelled as well, where the library's sleep takes none.
    static func pause(_ time: DispatchTimeInterval) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + time) { continuation.resume() }
        }
    }

    private func ask(_ process: pid_t) {
        send(process, SIGTERM)
        // One that is stopped hears nothing else.
        send(process, SIGCONT)
    }

    /// Those that run. Those that have ended, and are this process's to collect, are collected.
    private func living() -> [ProcessTable.Entry] {
        let found = Self.descendants(of: root, sparing: spared)
        for process in found where process.hasEnded && process.parent == getpid() {
            var status: Int32 = 0
            waitpid(process.id, &status, WNOHANG)
        }
        return found.filter { !$0.hasEnded }
    }

    /// All below a process, without those that are spared and what is below them.
    static func descendants(
        of root: pid_t,
        sparing spared: Set<ProcessTable.Entry.Identity>
    ) -> [ProcessTable.Entry] {
        let processes = ProcessTable.read().filter { !spared.contains($0.identity) }
        var found: [ProcessTable.Entry] = []
        var parents: Set = [root]
        while !parents.isEmpty {
            let children = processes.filter { parents.contains($0.parent) }
            found += children
            parents = Set(children.map(\.id))
        }
        return found
    }
}
