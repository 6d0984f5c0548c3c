import VitrineCore

/// Which requests have come over a connection, which were answered, and what is next: the rules of ``RequestDeadlines``
/// without its effects.
struct ConnectionState {
    /// What is to be done.
    enum Step: Equatable {
        case nothing

        /// Start the time for this anew, in place of any other.
        case time(Deadline)
        case stopTime

        /// Let the handler of the request whose body is arriving know: it answers, and nothing comes after that.
        case tell

        /// Answer with this, and end the connection.
        case refuse(Refusal)

        /// Say no more, and end the connection once the client has read what was said.
        case finish
        case close
    }

    /// What has a time to happen in.
    enum Deadline: Equatable {
        case head, body, reading
    }

    /// Requests whose head is here and whose answer isn't complete. Answers go out in the order of the requests.
    private var unanswered = 0

    /// Whether a head is here and the end of its body isn't.
    private var isReceiving = false

    private var ending = Ending.none

    private enum Ending {
        case none

        /// After the answers that are due; then with a refusal, if there is one.
        case afterAnswers(Refusal?)
        case over
    }

    /// Whether what else arrives is of no interest.
    var isDeaf: Bool {
        guard case .none = ending else { return true }
        return false
    }

    /// Whether nothing more may be said.
    var isMute: Bool {
        guard case .over = ending else { return false }
        return true
    }

    mutating func headArrived() -> Step {
        unanswered += 1
        isReceiving = true
        return .time(.body)
    }

    mutating func bodyEnded() -> Step {
        isReceiving = false
        return unanswered == 0 ? .time(.head) : .stopTime
    }

    mutating func answerEnded() -> Step {
        unanswered -= 1
        guard unanswered == 0 else { return .nothing }
        switch ending {
        case .none:
            return isReceiving ? .nothing : .time(.head)
        case .afterAnswers(let refusal):
            ending = .over
            return refusal.map { .refuse($0) } ?? .finish
        case .over:
            return .nothing
        }
    }

    /// A whole request was answered before it came here: the time for the next head begins anew.
    mutating func answeredElsewhere() -> Step {
        isDeaf || isReceiving || unanswered > 0 ? .nothing : .time(.head)
    }

    /// What arrived is not HTTP, and what comes after it can't be understood.
    mutating func brokenInput(_ refusal: Refusal) -> Step {
        guard !isDeaf else { return .nothing }
        switch (unanswered > 0, isReceiving) {
        case (true, true):
            ending = .afterAnswers(nil)
            return .tell
        case (true, false):
            ending = .afterAnswers(refusal)
            return .stopTime
        case (false, true):
            ending = .over
            return .finish
        case (false, false):
            ending = .over
            return .refuse(refusal)
        }
    }

    /// The time that ran is over.
    mutating func timeOut() -> Step {
        guard !isDeaf, isReceiving, unanswered > 0 else { return .close }
        ending = .afterAnswers(nil)
        return .tell
    }
}
