import ArgumentParser
import Foundation
import VitrineCore
import VitrineProxy
import VitrinePublishing
import VitrineRehearsal
import VitrineServer

/// What every rehearsal can be told.
struct RehearsalFlags: ParsableArguments {
    @Option(help: "A scenario that comes with the server (vitrine scenario list), or a YAML file of your own.")
    var scenario = "quiet"

    @Option(help: "How long steps take: instant, hosted or a factor of that. The scenario's own durations stay.")
    var pace: String?

    @Option(help: "How many seconds of the rehearsal's clock pass in one on the wall, from 1 to 100000.")
    var speed: Int?

    @Option(help: "A host that may be called beside the rehearsal, or *.DOMAIN. May be given more than once.")
    var allow: [String] = []

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
        if let pace, Pace.named(pace) == nil {
            throw ValidationError("--pace is instant, hosted or a factor from 0 to 1000.")
        }
        if dataDirectory?.isEmpty == true { throw ValidationError("--data-dir names a directory.") }
        if let speed, !RehearsalClock.speeds.contains(speed) {
            throw ValidationError("--speed is a whole number from 1 to \(RehearsalClock.speeds.upperBound).")
        }
        do {
            _ = try HostNames(allow)
        } catch {
            throw ValidationError("--allow: \(error)")
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

extension RehearsalClient {
    /// What a command with this environment asks for tokens with.
    init(environment: [String: String]) {
        self.init(
            id: environment["AZURE_CLIENT_ID"].flatMap { GUID($0) },
            secret: environment["AZURE_CLIENT_SECRET"].flatMap { $0.isEmpty ? nil : $0 }
        )
    }
}

/// Reads scenarios from disk, no more of one than is ever taken.
enum ScenarioFile {
    static func read(_ path: String) throws -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            return Array(try file.read(upToCount: (4 << 20) + 1) ?? Data())
        } catch {
            throw CommandFailure.readable(error)
        }
    }
}
