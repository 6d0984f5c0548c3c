import CLinux
import Glibc

/// A command in front of which this process stands: with its terminal, its files and its working directory.
///
/// It stays in the process group, so that what a terminal sends reaches both. Signals are as a shell would leave them, and
/// no other descriptor than the first three is inherited.
package struct ChildCommand: Sendable {
    private let arguments: [SystemText]
    private let environment: ChildEnvironment
    private let ignored: Set<Int32>

    /// - Parameters:
    ///   - arguments: The program, by its name or with a slash, and what it gets.
    ///   - environment: All of its environment; its `PATH` is where the program is looked for.
    ///   - ignored: Signals that this process ignores, and that the command is to ignore as well.
    package init(_ arguments: [SystemText], environment: ChildEnvironment, ignoring ignored: Set<Int32> = []) {
        self.arguments = arguments
        self.environment = environment
        self.ignored = ignored
    }

    /// Starts it. From then on this process no longer ignores the ends of its children, which it may have inherited.
    ///
    /// - Throws: ``ChildFailure``.
    package func start() throws(ChildFailure) -> RunningChild {
        guard let first = arguments.first, !first.content.isEmpty else { throw .notFound("''") }
        let (name, program) = (first.description, try ProgramSearch(environment["PATH"]).path(of: first))
        // Where they are ignored, the system collects what ends, and how it ended is lost.
        if linux_ignores_signal(SIGCHLD) != 0 { signal(SIGCHLD, SIG_DFL) }
        var id: pid_t = 0
        var code = spawn(program, arguments, &id)
        // A script that doesn't say what runs it is the shell's.
        let shell = SystemText("/bin/sh")
        if code == ENOEXEC { code = spawn(shell, [shell, program] + arguments.dropFirst(), &id) }
        switch code {
        case 0: return RunningChild(id: id, name: name)
        // The program is there: what is missing is what its first line names.
        case ENOENT, EACCES, EISDIR: throw .notExecutable(name)
        default: throw .system(name, reason: String(cString: strerror(code)))
        }
    }

    private func spawn(_ program: SystemText, _ arguments: [SystemText], _ id: inout pid_t) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        resetSignals(&attributes)
        var words = arguments.map { strdup($0.characters) } + [nil]
        var variables = environment.entries.map { strdup($0.characters) } + [nil]
        defer { for text in words + variables { free(text) } }
        return posix_spawn(&id, program.characters, &actions, &attributes, &words, &variables)
    }

    private func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        // These two can't be changed.
        sigdelset(&all, SIGKILL)
        sigdelset(&all, SIGSTOP)
        for signal in ignored { sigdelset(&all, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }
}
