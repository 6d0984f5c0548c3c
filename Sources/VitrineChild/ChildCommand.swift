import CLinux
import Glibc

/// A command in front of which this process stands: with its terminal, its files and its working directory.
///
/// It stays in the process group, so that what a terminal sends reaches both. Signals are as a shell would leave them, and
/// no other descriptor than the first three is inherited.
package struct ChildCommand: Sendable {
    private let arguments: [String]
    private let environment: [String: String]
    private let ignored: Set<Int32>

    /// - Parameters:
    ///   - arguments: The program, by its name or with a slash, and what it gets.
    ///   - environment: All of its environment; its `PATH` is where the program is looked for.
    ///   - ignored: Signals that this process ignores, and that the command is to ignore as well.
    package init(_ arguments: [String], environment: [String: String], ignoring ignored: Set<Int32> = []) {
        self.arguments = arguments
        self.environment = environment
        self.ignored = ignored
    }

    /// - Throws: ``ChildFailure``.
    package func start() throws(ChildFailure) -> RunningChild {
        guard let name = arguments.first, !name.isEmpty else { throw .notFound("''") }
        let program = try ProgramSearch(environment["PATH"]).path(of: name)
        var id: pid_t = 0
        var code = spawn(program, arguments, &id)
        // A script that doesn't say what runs it is the shell's.
        if code == ENOEXEC { code = spawn("/bin/sh", ["/bin/sh", program] + arguments.dropFirst(), &id) }
        switch code {
        case 0: return RunningChild(id: id)
        // The program is there: what is missing is what its first line names.
        case ENOENT, EACCES, EISDIR: throw .notExecutable(name)
        default: throw .system(name, reason: String(cString: strerror(code)))
        }
    }

    private func spawn(_ program: String, _ arguments: [String], _ id: inout pid_t) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        resetSignals(&attributes)
        var words = arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        return posix_spawn(&id, program, &actions, &attributes, &words, &variables)
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

/// Looks for programs as a shell does.
struct ProgramSearch {
    private let directories: [String]

    init(_ path: String?) {
        // An empty entry is the working directory.
        directories = (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "." : String($0) }
    }

    /// - Throws: ``ChildFailure/notFound(_:)``, or ``ChildFailure/notExecutable(_:)`` when there are only such.
    func path(of name: String) throws(ChildFailure) -> String {
        let candidates = name.contains("/") ? [name] : directories.map { $0 + "/" + name }
        var isThere = false
        for candidate in candidates {
            var status = stat()
            guard stat(candidate, &status) == 0 else { continue }
            isThere = true
            if status.st_mode & S_IFMT != S_IFDIR, access(candidate, X_OK) == 0 { return candidate }
        }
        throw isThere ? .notExecutable(name) : .notFound(name)
    }
}
