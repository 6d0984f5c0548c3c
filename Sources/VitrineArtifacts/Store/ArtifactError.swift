#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Why an artifact can't be stored or read. The sentences name no path and may be shown.
package enum ArtifactError: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLarge(limit: Int)
    case notFound(ArtifactDigest)
    case damaged(ArtifactDigest)
    case diskFull
    /// An error of the operating system.
    case system(doing: String, number: Int32)

    /// What the system's last error means for whoever was `doing` something.
    static func last(doing: String) -> ArtifactError { of(errno, doing: doing) }

    static func of(_ number: Int32, doing: String) -> ArtifactError {
        number == ENOSPC || number == EDQUOT ? .diskFull : .system(doing: doing, number: number)
    }

    package var description: String {
        switch self {
        case .tooLarge(let limit): "The file is larger than \(limit) bytes."
        case .notFound(let digest): "There is no artifact \(digest)."
        case .damaged(let digest): "The stored artifact \(digest) is damaged. Restore it from a copy."
        case .diskFull: "The disk that holds the artifacts is full."
        case .system(let doing, let number): "Can't \(doing): \(String(cString: strerror(number)))."
        }
    }
}
