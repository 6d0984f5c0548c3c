import GRDB
import VitrineCore

/// Which of SQLite's errors are an answer, and which are faults.
enum StoreFailure: Error {
    /// A job of a committed group has no result: a fault of ours.
    case lost

    /// An offer was to be written, or its draft frozen, where there is no draft: a fault of ours.
    case noDraft

    /// An operation was to be written on a revision that isn't the stored one: a fault of ours.
    case staleOperation

    /// The store was used after it was closed: a fault of ours.
    case closed

    /// The disk is full or failing.
    static let noRoom = Refusal(
        .storeUnavailable,
        "The store can't take writes now: its disk is full or failing. Nothing was changed."
    )

    /// A full or failing disk, or a database that another process holds, is an answer: try again later. What was stored
    /// before is intact. Everything else stays the fault that it is.
    static func translating(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR:
            return noRoom
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Refusal(.storeUnavailable, "The store is held by another process. Nothing was changed; try again.")
        default:
            return error
        }
    }
}
