import ArgumentParser
import VitrineCore
import VitrineServer

/// `vitrine key`: the keys that secrets are sealed with.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Rotate keys.",
        subcommands: [Rotate.self]
    )

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make new keys; everything sealed before stays readable.",
            discussion: """
                With a key file, a new master key is put first in it. With keys from the environment, put the new one \
                first in VITRINE_KEYS_MASTER yourself, keep the old one behind it, and run this. Either way every stored \
                key is wrapped anew, every publisher gets a new data key, and tokens are signed with a new key.
                """
        )

        @OptionGroup
        var installation: InstallationFlags

        func run() async throws {
            let count = try await installation.with { try await $0.rotateKeys() }
            StandardOutput.write("\(count) keys wrapped anew\n")
        }
    }
}
