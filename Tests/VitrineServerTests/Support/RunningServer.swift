import ExactJSON
import Foundation
import VitrineTestKit

/// A server in a process of its own.
struct RunningServer: Sendable {
    let place: Place
    let host: String
    let port: Int
    let child: Child
    private let output: PipeText
    private let errors: URL

    /// Starts a server and waits until it says that it listens.
    ///
    /// - Throws: ``Outcome`` when it ends instead.
    static func start(
        _ arguments: [String],
        environment: [String: String],
        at place: Place
    ) async throws -> RunningServer {
        let output = try PipeText()
        let errors = place.file("log")
        // Nobody is called unless a test asks for that.
        let kept = arguments.contains("--artifacts") || arguments.contains("--demo") ? [] : ["--artifacts", "keep"]
        let all = ["serve", "--port", "0", "--data-dir", place.data.path] + kept + arguments
        let child = try Child(all, environment: environment, output: .pipe(output.writingEnd), errors: errors)
        guard let line = await output.firstLine(),
            let listening = try? /.* listening on http:\/\/(.+):(\d+)/.wholeMatch(in: line),
            let port = Int(listening.2)
        else {
            child.send(signal: SIGKILL)
            let exit = await child.exit()
            let text = try String(contentsOf: errors, encoding: .utf8)
            throw Outcome(exit: exit, output: await output.all(), errors: text)
        }
        let host = listening.1.filter { $0 != "[" && $0 != "]" }
        return RunningServer(place: place, host: host, port: port, child: child, output: output, errors: errors)
    }

    /// Ends it in order.
    ///
    /// - Returns: How it ended, and all that it printed.
    @discardableResult
    func end() async -> (exit: Child.Exit, output: String) {
        child.send(signal: SIGTERM)
        return (await child.exit(), await output.all())
    }

    /// Ends it at once.
    func kill() async {
        child.send(signal: SIGKILL)
        _ = await child.exit()
    }

    /// What it has logged, as text. All of it only after its end.
    func logText() throws -> String { try String(contentsOf: errors, encoding: .utf8) }

    /// What it has logged, line by line. All of it only after its end.
    func log() throws -> [LogLine] {
        try logText().split(separator: "\n").map { try LogLine(String($0)) }
    }

    /// The most memory that it has ever had, in bytes.
    func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(child.id)/status", encoding: .utf8)
        guard let peak = status.firstMatch(of: /VmHWM:\s+(\d+) kB/), let kilobytes = Int(peak.1) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return kilobytes * 1024
    }
}

/// A line of the log: a JSON object whose values are texts.
struct LogLine: Sendable {
    let text: String
    private let document: JSONDocument

    init(_ text: String) throws {
        self.text = text
        document = try JSONDocument(parsing: Array(text.utf8))
    }

    subscript(key: String) -> String? { document.root[key]?.string }
}
