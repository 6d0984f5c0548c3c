import ArgumentParser
import VitrineServer

/// `vitrine settings`: prints the list of settings as `docs/configuration.md` has it.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Print every setting, its default and what it is for."
    )

    func run() {
        StandardOutput.write(SettingsPage.markdown)
    }
}
