import ArgumentParser
import VitrineCore
import VitrineServer

/// Which installation a command works on. A server may be running on it: what a command changes counts there at once.
struct InstallationFlags: ParsableArguments {
    @Option(name: .customLong("data-dir"), help: "Directory of the embedded store.")
    var dataDirectory: String?

    @Option(help: "Settings file, in JSON.")
    var config: String?

    /// Opens the installation, gives it to `work`, and closes it.
    func with<Value>(_ work: (Installation) async throws -> Value) async throws -> Value {
        var flags = try SettingFlags.parse([])
        flags.dataDirectory = dataDirectory
        flags.config = config
        let installation = try await Installation.open(flags.settings())
        do {
            let value = try await work(installation)
            try await installation.close()
            return value
        } catch {
            try await installation.close()
            throw error
        }
    }
}

extension Role: ExpressibleByArgument {}
