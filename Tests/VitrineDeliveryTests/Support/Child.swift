import Foundation
import VitrineTestKit

/// A process that a test started. It is ended by its id.
struct Child {
    struct Failed: Error {
        let sentence: String
    }

    private let id: pid_t
    private let input: Int32
    private let output: Int32
    private let errors: URL

    /// Standard error goes to the file `errors`.
    init(_ program: String, _ arguments: [String], errors: URL) throws {
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { throw Failed(sentence: "no pipe") }
        input = toChild[1]
        output = fromChild[0]
        self.errors = errors
        let spawn = Spawn(
            program: URL(filePath: program),
            arguments: arguments,
            environment: ProcessInfo.processInfo.environment,
            input: .pipe(toChild[0]),
            output: .pipe(fromChild[1]),
            errors: errors
        )
        do {
            id = try spawn.start()
        } catch {
            close(input)
            close(output)
            throw Failed(sentence: "\(program) can't be started: \(error)")
        }
    }

    /// The next line that it prints. Fails with what it said on standard error when it ends first.
    func line() async throws -> String {
        let line = await Self.blocking { [output] in
            var bytes: [UInt8] = []
            var byte: UInt8 = 0
            while read(output, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
            return String(decoding: bytes, as: UTF8.self)
        }
        guard !line.isEmpty else {
            throw Failed(sentence: (try? String(contentsOf: errors, encoding: .utf8)) ?? "It said nothing.")
        }
        return line
    }

    /// Ends it, and returns when it is gone.
    func end() async {
        kill(id, SIGKILL)
        _ = await exit()
    }

    /// Its status when it has ended by itself, 0 where all went well.
    func exit() async -> Int32 {
        close(input)
        let status = await Self.blocking { [id] in
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            return status
        }
        close(output)
        return status
    }

    private static func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: work()) }
        }
    }
}
