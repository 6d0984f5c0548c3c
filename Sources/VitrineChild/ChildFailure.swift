/// Why a command didn't start, or why it isn't known how it ended.
package enum ChildFailure: Error, Sendable, Equatable, CustomStringConvertible {
    case notFound(String)
    case notExecutable(String)
    case system(String, reason: String)

    /// As shells have it.
    package var exitStatus: Int32 {
        switch self {
        case .notFound: 127
        case .notExecutable: 126
        case .system: 125
        }
    }

    package var description: String {
        switch self {
        case .notFound(let name): "\(name): there is no such command"
        case .notExecutable(let name): "\(name): it can't be run; is it executable, and a program?"
        case .system(let name, let reason): "\(name): \(reason)"
        }
    }
}

/// How a command ended.
package enum ChildEnd: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)

    /// As shells have it: 128 and the signal's number.
    package var exitStatus: Int32 {
        switch self {
        case .exited(let status): status
        case .signalled(let signal): 128 + signal
        }
    }
}
