import ArgumentParser
import Foundation
import VitrineCore
import VitrinePublishing
import VitrineRehearsal
import VitrineServer

/// What every rehearsal can be told, whoever calls it.
struct StageFlags: ParsableArguments {
    @Option(help: "A scenario that comes with the server (vitrine scenario list), or a YAML file of your own.")
    var scenario = "quiet"

    @Option(help: "How long steps take: instant, hosted or a factor of that. The scenario's own durations stay.")
    var pace: String?

    @Option(help: "How many seconds of the rehearsal's clock pass in one on the wall, from 1 to 100000.")
    var speed: Int?

    @Option(
        name: .customLong("data-dir"),
        help: "Rehearse on this store instead of a temporary one. What is there stays."
    )
    var dataDirectory: String?

    @Option(help: "Wire profile: deployed or documented.")
    var profile: String?

    @Option(help: "Write the journal to this file at the end: as HAR when it ends in .har, else as JSON.")
    var journal: JournalTarget?

    func validate() throws {
        if scenario.isEmpty {
            throw ValidationError("--scenario is a name of vitrine scenario list, or a YAML file of your own.")
        }
        if let pace, Pace.named(pace) == nil {
            throw ValidationError("--pace is instant, hosted or a factor from 0 to 1000.")
        }
        if dataDirectory?.isEmpty == true { throw ValidationError("--data-dir names a directory.") }
        if let speed, !RehearsalClock.speeds.contains(speed) {
            throw ValidationError("--speed is a whole number from 1 to \(RehearsalClock.speeds.upperBound).")
        }
        if let profile, WireProfile.named(profile) == nil {
            throw ValidationError("--profile is deployed or documented.")
        }
    }

    /// The settings of the server, on a data directory.
    func settings(_ directory: URL) async throws -> ServerSettings {
        var flags = [
            "server.host": "127.0.0.1", "server.port": "0", "cache.bytes": "0",
            "data.directory": directory.path(percentEncoded: false),
        ]
        flags["server.profile"] = profile
        let environment = ProcessInfo.processInfo.environment
        // What the command says is not to drown in what the server logs.
        if environment["VITRINE_LOG_LEVEL"] == nil { flags["log.level"] = "error" }
        return try ServerSettings(
            try await SettingsReader(flags: flags, environment: environment, file: environment["VITRINE_CONFIG"])
        )
    }

    /// What is to be rehearsed, for these clients.
    func order(_ settings: ServerSettings, clients: [RehearsalClient]) throws -> RehearsalOrder {
        try RehearsalOrder(
            scenario,
            pace: pace.flatMap { Pace.named($0) },
            speed: speed,
            clients: clients,
            settings: settings,
            reading: ScenarioFile.read
        )
    }
}
