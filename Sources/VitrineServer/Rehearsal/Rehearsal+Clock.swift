import VitrineCore
import VitrinePublishing
import VitrineRehearsal
import VitrineSQLite

extension Rehearsal {
    /// Moves the clock on, from one due step to the next: each runs at its own time. Returns once nothing is due.
    func advance(to end: Timestamp) async throws {
        try await advance { _ in end }
    }

    /// The same, to a time that is worked out from what the clock shows when it is this one's turn.
    func advance(to end: (_ now: Timestamp) throws -> Timestamp) async throws {
        try await turns.take { try await go(to: end(clock.now())) }
    }

    private func go(to end: Timestamp) async throws {
        await worker.settle()
        while let due = try await portal.installation.store.nextDue(at: clock.now()), due <= end {
            clock.set(to: max(due, clock.now()))
            await worker.settle()
            // One that can't be taken, since it failed or is leased elsewhere, doesn't hold up the others for ever.
            if let next = try await portal.installation.store.nextDue(at: clock.now()), next <= due { break }
        }
        clock.set(to: max(end, clock.now()))
        await worker.settle()
        portal.wake()
    }
}
