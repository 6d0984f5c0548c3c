import ArgumentParser
import Foundation
import VitrineServer

/// `vitrine serve`: serves until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the API on an embedded store.",
        discussion: """
            Prints one line on standard output once connections are accepted. Logs are JSON lines on standard error. \
            SIGTERM or SIGINT ends it after the requests in flight.
            """
    )

    @Flag(help: "Make the demo namespace: publishers contoso and fabrikam, an application, an offer. Loopback only.")
    var demo = false

    @OptionGroup(title: "Settings")
    var flags: SettingFlags

    func run() async throws {
        OpenFiles.raiseLimit()
        let settings = try await flags.settings()
        let logging = ServerLog(level: settings.logLevel)
        defer { logging.flush() }
        let server = try await VitrineServer(settings, isDemo: demo, logger: logging.logger)
        try await server.run { host, port in
            StandardOutput.write("vitrine: listening on http://\(host.contains(":") ? "[\(host)]" : host):\(port)\n")
        }
    }
}

/// Standard output, written at once: whoever waits for a line gets it.
enum StandardOutput {
    static func write(_ text: String) {
        // Whoever closed the other end wants no more of it, as `head` does.
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
}
