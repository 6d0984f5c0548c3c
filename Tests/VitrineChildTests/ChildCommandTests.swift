import Foundation
import Testing
import VitrineTestKit

@testable import VitrineChild

@Suite("a command's start and end") struct ChildCommandTests {
    @Test(arguments: [
        ("exit 0", ChildEnd.exited(0), 0 as Int32), ("exit 3", .exited(3), 3), ("exit 255", .exited(255), 255),
        ("kill -TERM $$", .signalled(SIGTERM), 143), ("kill -KILL $$", .signalled(SIGKILL), 137),
    ])
    func `its end is known, and its status is a shell's`(script: String, end: ChildEnd, status: Int32) async throws {
        let found = try await ChildCommand.shell(script).start().end().get()
        #expect(found == end)
        #expect(found.exitStatus == status)
    }

    @Test func `it runs in our directory and our process group`() async throws {
        let lines = try await Self.lines("pwd >\"$OUT\"; cut -d' ' -f5 /proc/self/stat >>\"$OUT\"")
        #expect(lines == [FileManager.default.currentDirectoryPath, "\(getpgrp())"])
    }

    @Test func `its environment is the one given, and nothing else`() async throws {
        let variables = ["A": "1=2", "EMPTY": "", "Ä": "two\twords"]
        // As the system has it: a shell adds to what `env` shows.
        let lines = try await Self.lines("tr '\\0' '\\n' </proc/$$/environ >\"$OUT\"", more: variables)
        #expect(Set(lines.filter { !$0.hasPrefix("OUT=") }) == Set(variables.map { "\($0.key)=\($0.value)" }))
    }

    @Test func `signals do in it what they do by default, and none is blocked`() async throws {
        try await withTemporaryDirectory { directory in
            let file = directory.appending(path: "out")
            let script = "exec grep -E 'Sig(Blk|Ign)' /proc/self/status >\"$OUT\""
            let command = ChildCommand.shell(script, ["OUT": file.path])
            let child = try Self.withDisturbedSignals { try command.start() }
            _ = await child.end()
            let masks = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
                UInt64($0.suffix(16), radix: 16)
            }
            // The C library keeps 32 and 33 for its threads, and leaves them ignored.
            #expect(masks.map { $0.map { $0 & ~(3 << 31) } } == [0, 0])
        }
    }

    @Test func `no descriptor but the first three is inherited`() async throws {
        let mine = open("/dev/null", O_RDONLY)
        let high = fcntl(mine, F_DUPFD, 500)
        defer { for descriptor in [mine, high] { close(descriptor) } }
        // The fourth is the directory that ls lists.
        #expect(try await Self.lines("exec 1>\"$OUT\"; exec ls /proc/self/fd") == ["0", "1", "2", "3"])
    }

    @Test(arguments: ["", "no-such-command", "/no/such/command", "./no-such-command"])
    func `what isn't there is not found`(name: String) throws {
        let failure = #expect(throws: ChildFailure.self) {
            try ChildCommand([name], environment: ["PATH": "/bin"]).start()
        }
        #expect(failure == .notFound(name.isEmpty ? "''" : name))
        #expect(failure?.exitStatus == 127)
    }

    @Test(arguments: [("text", 0o644, "words"), ("script", 0o755, "#!/no/such/interpreter\n")])
    func `what isn't a program, or has nothing to run it, can't be run`(
        name: String,
        mode: Int,
        text: String
    ) async throws {
        try await withTemporaryDirectory { directory in
            let file = try directory.program(name, text, mode: mode)
            let failure = #expect(throws: ChildFailure.self) { try ChildCommand([file], environment: [:]).start() }
            #expect(failure == .notExecutable(file))
            #expect(failure?.exitStatus == 126)
        }
    }

    @Test func `a script that doesn't say what runs it is run by the shell`() async throws {
        try await withTemporaryDirectory { directory in
            let script = try directory.program("script", "test \"$1\" = 'two words' && exit 9\n")
            #expect(
                try await ChildCommand([script, "two words"], environment: [:]).start().end() == .success(.exited(9))
            )
        }
    }

    @Test func `what the system refuses is told with the command's name and the reason`() {
        let long = String(repeating: "x", count: 4_000_000)
        let failure = #expect(throws: ChildFailure.self) {
            try ChildCommand(["/bin/true", long], environment: [:]).start()
        }
        #expect(failure == .system("/bin/true", reason: "Argument list too long"))
        #expect(failure?.exitStatus == 125)
    }

    @Test func `arguments and variables that aren't UTF-8 reach it as they are`() async throws {
        try await withTemporaryDirectory { directory in
            let file = directory.appending(path: "out")
            let bytes = SystemText([0x61, -1, 0x62])
            let command = ChildCommand(
                ["/bin/sh", "-c", "printf '%s|%s' \"$1\" \"$ODD\" >\"$OUT\"", "sh"].map { SystemText($0) } + [bytes],
                environment: ChildEnvironment([SystemText("ODD=").content + bytes.content].map { SystemText($0) })
                    .setting(["OUT": file.path])
            )
            _ = try await command.start().end()
            let written = try [UInt8](Data(contentsOf: file))
            #expect(written == [0x61, 0xFF, 0x62, 0x7C, 0x61, 0xFF, 0x62])
        }
    }

    @Test func `its end is known where the ends of children were ignored before`() async {
        // In a process of its own: the others here want to know their children's ends.
        await #expect(processExitsWith: .exitCode(3)) {
            signal(SIGCHLD, SIG_IGN)
            let end = try await ChildCommand.shell("exit 3").start().end().get()
            exit(end.exitStatus)
        }
    }

    @Test func `an end that isn't told is a failure`() async {
        // No child of this process, and so none that it could wait for.
        let end = await RunningChild(id: getpid(), name: "lost").end()
        #expect(end == .failure(.system("lost", reason: "No child processes")))
    }

    /// What `script` has written to `$OUT`.
    private static func lines(_ script: String, more: [String: String] = [:]) async throws -> [String] {
        try await withTemporaryDirectory { directory in
            let file = directory.appending(path: "out")
            let variables = more.merging(["OUT": file.path]) { _, own in own }
            _ = try await ChildCommand.shell(script, variables).start().end()
            return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        }
    }

    /// Doesn't wait within: a thread's mask is its own.
    private static func withDisturbedSignals<Value>(_ work: () throws -> Value) rethrows -> Value {
        let former = signal(SIGUSR1, SIG_IGN)
        var blocked = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGUSR2)
        pthread_sigmask(SIG_BLOCK, &blocked, nil)
        defer {
            pthread_sigmask(SIG_UNBLOCK, &blocked, nil)
            signal(SIGUSR1, former)
        }
        return try work()
    }
}

extension ChildCommand {
    /// A script, with programs where the system's are.
    fileprivate static func shell(_ script: String, _ variables: [String: String] = [:]) -> ChildCommand {
        ChildCommand(["/bin/sh", "-c", script], environment: variables)
    }
}
