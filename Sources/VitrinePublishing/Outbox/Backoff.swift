/// How long to wait after a failed attempt, and when to give up.
package struct Backoff: Sendable, Hashable {
    /// The wait after the first failed attempt, before jitter. It doubles with each further one.
    package let first: Duration

    /// No wait is longer.
    package let longest: Duration

    /// How many attempts are made in all.
    package let maximumAttempts: Int

    package init(first: Duration = .seconds(30), longest: Duration = .seconds(3600), maximumAttempts: Int = 12) {
        self.first = first
        self.longest = longest
        self.maximumAttempts = maximumAttempts
    }

    /// The wait after `attempts` failed attempts, at least 1; `nil` means that there is no further one.
    ///
    /// Jitter takes up to half of the wait away, so that what failed together doesn't come back together.
    package func delay(after attempts: Int, using generator: inout some RandomNumberGenerator) -> Duration? {
        guard attempts < maximumAttempts else { return nil }
        let whole = fullDelay(after: attempts)
        return whole * Double.random(in: 0.5...1, using: &generator)
    }

    /// The wait without jitter. Stops doubling at the longest, so that no number of attempts overflows.
    private func fullDelay(after attempts: Int) -> Duration {
        var delay = min(first, longest)
        var doublings = attempts - 1
        while doublings > 0, delay < longest {
            delay = min(delay * 2, longest)
            doublings -= 1
        }
        return delay
    }
}
