import Foundation

/// A program of the system's, run to its end.
package enum Program {
    package struct Failure: Error {
        package let status: Int32
        package let errors: String
    }

    /// What it prints. `input` is what it reads.
    ///
    /// - Throws: ``Failure`` when it doesn't end with 0.
    @discardableResult
    package static func run(_ path: String, _ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let directory = FileManager.default.temporaryDirectory.appending(path: "vitrine-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let files = ["in", "out", "err"].map { directory.appending(path: $0) }
        try Data(input).write(to: files[0])
        let spawn = Spawn(
            program: URL(filePath: path),
            arguments: arguments,
            environment: ProcessInfo.processInfo.environment,
            input: files[0].path,
            output: .file(files[1]),
            errors: files[2]
        )
        let status = try wait(for: spawn.start())
        guard status == 0 else {
            throw Failure(status: status, errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
        }
        return try Array(Data(contentsOf: files[1]))
    }

    private static func wait(for id: Int32) throws -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1 {
            guard errno == EINTR else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECHILD) }
        }
        return status
    }
}
