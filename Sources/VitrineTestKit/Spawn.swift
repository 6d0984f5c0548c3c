import CLinux
package import Foundation

/// How a process is started.
///
/// Not Foundation's `Process`: while another test opens a thousand connections, it reads past the end of its own list of
/// open descriptors, and the tests end with it.
package struct Spawn {
    /// Where standard input comes from.
    package enum Input {
        case file(URL)

        /// The reading end of a pipe, which is closed here when the process has it.
        case pipe(Int32)
    }

    /// Where standard output goes.
    package enum Output {
        case file(URL)

        /// The writing end of a pipe, which is closed here when the process has it.
        case pipe(Int32)
    }

    private let program: URL
    private let arguments: [String]
    private let environment: [String: String]
    private let input: Input
    private let output: Output
    private let errors: URL

    /// `errors` is the file that standard error goes to. Standard input is empty unless something is given.
    package init(
        program: URL,
        arguments: [String],
        environment: [String: String],
        input: Input = .file(URL(filePath: "/dev/null")),
        output: Output,
        errors: URL
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.input = input
        self.output = output
        self.errors = errors
    }

    /// Starts it and returns its id.
    ///
    /// It gets its first three descriptors and nothing else. Sockets of other tests would stay open for as long as it runs.
    package func start() throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        switch input {
        case .file(let url): posix_spawn_file_actions_addopen(&actions, 0, url.path, O_RDONLY, 0)
        case .pipe(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, 0)
        }
        switch output {
        case .file(let url): Self.open(url, as: 1, &actions)
        case .pipe(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
        }
        Self.open(errors, as: 2, &actions)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.resetSignals(&attributes)

        let words = ([program.path] + arguments).map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in words + variables { free(text) } }
        var id: Int32 = 0
        let failure = posix_spawn(&id, program.path, &actions, &attributes, words + [nil], variables + [nil])
        if case .pipe(let descriptor) = input { close(descriptor) }
        if case .pipe(let descriptor) = output { close(descriptor) }
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
        return id
    }

    private static func open(_ url: URL, as descriptor: Int32, _ actions: inout posix_spawn_file_actions_t) {
        posix_spawn_file_actions_addopen(&actions, descriptor, url.path, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
    }

    /// Threads of this process hold back signals that a process of its own has to get.
    private static func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for signal in [SIGPIPE, SIGTERM, SIGINT] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }
}
