/// `docs/configuration.md`, made from the list of settings.
package enum SettingsPage {
    package static var markdown: String {
        """
        # Configuration

        <!-- Made from Sources/VitrineServer/Settings/Settings.swift by `make docs`; a test compares. -->

        A setting is looked for in this order: flag, environment, settings file, default. A settings file is JSON, named with
        `--config FILE`; `server.port` stands in it as `{"server": {"port": 8080}}`. A value that can't be used stops the
        start with the setting's name, never with its value.

        | key | environment | value | default | meaning |
        | --- | --- | --- | --- | --- |
        \(Settings.all.map(row).joined(separator: "\n"))

        Every setting has a flag too: `vitrine serve --help` lists them.

        """
    }

    private static func row(_ setting: Setting) -> String {
        let (kind, standard) = setting.words
        return "| `\(setting.key)` | `\(setting.environmentName)` | \(kind) | \(standard) | \(setting.meaning) |"
    }
}

extension Setting {
    /// The kind of value and the default, in words.
    fileprivate var words: (kind: String, standard: String) {
        switch value {
        case .text(let text): ("text", text.isEmpty ? "empty" : "`\(text)`")
        case .secret: ("secret text", "empty")
        case .word(let words, let text): (words.map { "`\($0)`" }.joined(separator: ", "), "`\(text)`")
        case .number(_, let number): ("number \(rangeText)", "\(number)")
        case .list(let texts):
            ("list, by commas", texts.isEmpty ? "empty" : texts.map { "`\($0)`" }.joined(separator: ", "))
        }
    }
}
