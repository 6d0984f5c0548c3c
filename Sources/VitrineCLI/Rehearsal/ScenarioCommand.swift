import ArgumentParser
import Foundation
import VitrineRehearsal
import VitrineServer

/// `vitrine scenario`: what can be rehearsed.
struct ScenarioCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario",
        abstract: "List the scenarios that come with the server, and check your own.",
        subcommands: [List.self, Check.self]
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The scenarios that come with the server.")

        func run() throws {
            let scenarios = try ScenarioLibrary.builtIn()
            let width = scenarios.map(\.name.count).max() ?? 0
            for (name, description) in scenarios {
                StandardOutput.write(name.padding(toLength: width, withPad: " ", startingAt: 0) + "  \(description)\n")
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is wrong with a scenario, with file, line and column; nothing when it is good."
        )

        @Argument(help: "The scenario's file.")
        var file: String

        func run() async throws {
            let settings = try await StageFlags.parse([]).settings(FileManager.default.temporaryDirectory)
            let library = ScenarioLibrary(words: try RehearsalOrder.words(settings), reading: ScenarioFile.read)
            _ = try library.scenario(file)
        }
    }
}
