import Configuration
import ExactJSON

import struct Foundation.Data
import struct Foundation.URL
import struct SystemPackage.FilePath

/// Reads settings: flags, then environment, then file, then defaults.
package struct SettingsReader: Sendable {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - flags: Values given on the command line, as text, by key.
    ///   - environment: The process's environment; names begin with `VITRINE_`.
    ///   - file: A settings file in JSON, when there is one.
    /// - Throws: ``SettingError`` when the file can't be read or has a key that is none.
    package init(flags: [String: String], environment: [String: String], file: String?) async throws {
        var providers: [any ConfigProvider] = [
            EnvironmentVariablesProvider(environmentVariables: Self.flagsAsEnvironment(flags)).prefixKeys(
                with: "vitrine"
            ),
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "vitrine"),
        ]
        if let file {
            try SettingsFile.check(file)
            providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
        }
        providers.append(InMemoryProvider(name: "defaults", values: Self.defaults))
        reader = ConfigReader(providers: providers)
    }

    func text(_ setting: Setting) throws(SettingError) -> String {
        let text: String
        do {
            text = try reader.requiredString(forKey: ConfigKey(setting.key), isSecret: setting.isSecret)
        } catch {
            throw SettingError.wrong(setting.key, "it must be a text")
        }
        if case .word(let words, _) = setting.value, !words.contains(text) {
            throw SettingError.wrong(setting.key, "it must be one of \(words.joined(separator: ", "))")
        }
        return text
    }

    func number(_ setting: Setting) throws(SettingError) -> Int {
        guard case .number(let range, _) = setting.value,
            let number = try? reader.requiredInt(forKey: ConfigKey(setting.key)), range.contains(number)
        else { throw SettingError.wrong(setting.key, "it must be a whole number \(setting.rangeText)") }
        return number
    }

    func list(_ setting: Setting) throws(SettingError) -> [String] {
        do {
            return try reader.requiredStringArray(forKey: ConfigKey(setting.key))
                .map { $0.trimmingPrefix { $0 == " " } }.map { String($0) }.filter { !$0.isEmpty }
        } catch {
            throw SettingError.wrong(setting.key, "it must be a list of texts")
        }
    }

    /// Flags are read as the environment is: the same texts, converted the same way.
    private static func flagsAsEnvironment(_ flags: [String: String]) -> [String: String] {
        var environment: [String: String] = [:]
        for setting in Settings.all {
            guard let text = flags[setting.key] else { continue }
            environment[setting.environmentName] = text
        }
        return environment
    }

    private static var defaults: [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for setting in Settings.all {
            let key = AbsoluteConfigKey(setting.key.split(separator: ".").map(String.init))
            values[key] = ConfigValue(setting.defaultContent, isSecret: setting.isSecret)
        }
        return values
    }
}

/// A setting that can't be used. The message has its key, never its value.
package enum SettingError: Error, Sendable, Equatable, CustomStringConvertible {
    case wrong(String, String)
    case file(String, String)

    package var description: String {
        switch self {
        case .wrong(let key, let reason): "The setting \(key) can't be used: \(reason)."
        case .file(let path, let reason): "The settings file \(path) can't be used: \(reason)"
        }
    }
}

extension Setting {
    fileprivate var defaultContent: ConfigContent {
        switch value {
        case .text(let text), .word(_, let text): .string(text)
        case .secret: .string("")
        case .number(_, let number): .int(number)
        case .list(let texts): .stringArray(texts)
        }
    }

    package var rangeText: String {
        guard case .number(let range, _) = value else { return "" }
        return "from \(range.lowerBound) to \(range.upperBound)"
    }
}

/// A settings file, looked at before it is used: a key that is none is a mistake that would go unnoticed.
private enum SettingsFile {
    static func check(_ path: String) throws(SettingError) {
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw SettingError.file(path, "it can't be read.")
        }
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw SettingError.file(path, error.message)
        }
        try check(document.root, at: [], path)
    }

    private static func check(_ value: JSONValue, at place: [String], _ path: String) throws(SettingError) {
        let key = place.joined(separator: ".")
        if Settings.all.contains(where: { $0.key == key }) { return }
        guard value.kind == .object, place.count < 2 else {
            throw SettingError.file(path, "there is no setting \(key). docs/configuration.md lists them.")
        }
        for member in value.members { try check(member.value, at: place + [member.name], path) }
    }
}
