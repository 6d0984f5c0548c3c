import Foundation
import VitrineCore

/// Why a command failed, in words for the operator.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// `error` as an operator should read it. Most errors of ours say it themselves.
    static func readable(_ error: any Error) -> any Error {
        switch error {
        case let refusal as Refusal:
            CommandFailure(refusal.message)
        case let missing as KeyUnavailable:
            CommandFailure(
                """
                The store is sealed with the master key \(missing.keyID), which is not among the keys at hand. Give the \
                keys that belong to this data directory, in the key file or in VITRINE_KEYS_MASTER.
                """
            )
        case let file as CocoaError:
            CommandFailure(words(about: file))
        default: error
        }
    }

    /// With the path, where there is one: the system's own sentence may lack it.
    private static func words(about error: CocoaError) -> String {
        let reason = (error.userInfo[NSUnderlyingErrorKey] as? POSIXError).map {
            String(cString: strerror($0.code.rawValue))
        }
        let path = error.filePath ?? error.url?.path(percentEncoded: false)
        return (path.map { "\($0): " } ?? "") + (reason ?? error.localizedDescription)
    }
}
