import Foundation
import Testing

/// Runs a script beside the tests with the system's Python, which has openpyxl where `python3-openpyxl` is installed.
enum Python {
    struct Failure: Error {
        let status: Int32
    }

    static func run(_ script: String, _ arguments: [String] = [], input: [UInt8]) throws -> [UInt8] {
        let process = Process(), incoming = Pipe(), outgoing = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [Fixtures.script(script)] + arguments
        process.standardInput = incoming
        process.standardOutput = outgoing
        try process.run()
        // Both inputs are smaller than a pipe holds, or are read before anything is written.
        try incoming.fileHandleForWriting.write(contentsOf: Data(input))
        try incoming.fileHandleForWriting.close()
        let output = try outgoing.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return Array(output)
    }
}
