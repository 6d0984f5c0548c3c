import Foundation

/// A program of the system's, run to its end.
package enum Program {
    /// How it ended, and what it printed.
    package struct Outcome: Error {
        /// Its exit code; 128 and the signal's number when one ended it, as a shell says it.
        package let status: Int32
        package let output: [UInt8]
        package let errors: [UInt8]

        /// Standard output and standard error, one after the other.
        package var text: String { String(decoding: output + errors, as: UTF8.self) }
    }

    /// What it prints. `input` is what it reads.
    ///
    /// - Throws: ``Outcome`` when it doesn't end with 0.
    @discardableResult
    package static func run(_ path: String, _ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let outcome = try outcome(of: path, arguments, input: input)
        guard outcome.status == 0 else { throw outcome }
        return outcome.output
    }

    /// Runs it, and gives whatever came of it.
    package static func outcome(of path: String, _ arguments: [String], input: [UInt8] = []) throws -> Outcome {
        let directory = FileManager.default.temporaryDirectory.appending(path: "vitrine-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let files = ["in", "out", "err"].map { directory.appending(path: $0) }
        try Data(input).write(to: files[0])
        let spawn = Spawn(
            program: URL(filePath: path),
            arguments: arguments,
            environment: ProcessInfo.processInfo.environment,
            input: .file(files[0]),
            output: .file(files[1]),
            errors: files[2]
        )
        let status = try wait(for: spawn.start())
        let said = try files.dropFirst().map { try [UInt8](Data(contentsOf: $0)) }
        return Outcome(status: status, output: said[0], errors: said[1])
    }

    private static func wait(for id: Int32) throws -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1 {
            guard errno == EINTR else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECHILD) }
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}
