package import Logging

/// The server's log: JSON lines on standard error.
package struct ServerLog: Sendable {
    package let logger: Logger
    private let output: LogOutput

    package init(level: Logger.Level) {
        let output = LogOutput(descriptor: 2)
        self.output = output
        logger = Logger(label: "vitrine") { label in
            JSONLogHandler(label: label, level: level, output: output, clock: SystemClock())
        }
    }

    /// Writes out what has gathered: the last thing that a process does.
    package func flush() {
        output.flush()
    }
}
