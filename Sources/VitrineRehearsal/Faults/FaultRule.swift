/// What goes wrong with which requests.
package struct FaultRule: Sendable, Equatable {
    /// What the journal calls it when it struck.
    package let name: String
    package let match: Match
    package let action: FaultAction

    /// Which requests it strikes.
    package struct Match: Sendable, Equatable {
        /// In capital letters; `nil` here and below: any.
        package let method: String?
        package let path: PathPattern?
        package let publisher: NamePattern?

        /// The client id of whoever calls.
        package let caller: NamePattern?

        /// Which of the requests that fit so far.
        package let nth: Occasions

        /// How likely it strikes one of those, from 0 to 1; `nil`: always.
        package let probability: Double?
    }
}

extension FaultRule.Match {
    /// Whether a request fits, however many there were before.
    package func fits(_ call: FaultSubject) -> Bool {
        (method.map { $0 == call.method } ?? true) && (path?.matches(call.path) ?? true)
            && (publisher.map { pattern in call.publisher.map { pattern.matches($0) } ?? false } ?? true)
            && (caller.map { pattern in call.caller.map { pattern.matches($0) } ?? false } ?? true)
    }

    /// Whether it strikes every request that `other` strikes.
    func covers(_ other: FaultRule.Match) -> Bool {
        let isPathCovered = path.map { mine in other.path.map { mine.covers($0) } ?? false } ?? true
        return (method == nil || method == other.method) && isPathCovered && publisher.covers(other.publisher)
            && caller.covers(other.caller) && probability == nil && coversOccasions(of: other)
    }

    /// Numbers are compared only where both count the same requests, or one of them doesn't count.
    private func coversOccasions(of other: FaultRule.Match) -> Bool {
        if nth == .always { return true }
        let countsTheSame =
            method == other.method && path == other.path && publisher == other.publisher && caller == other.caller
        return countsTheSame && nth.covers(other.nth)
    }
}

/// A request, as far as faults ask.
package struct FaultSubject: Sendable, Equatable {
    package let method: String
    package let path: String
    package let publisher: String?
    package let caller: String?

    /// A request: its method in any case, and its path as it came; a query behind it doesn't matter.
    ///
    /// The publisher is the one that the path names unless another one is given. The caller is the client id, where a
    /// verified token or a token request names one.
    package init(method: String, path: String, publisher: String? = nil, caller: String? = nil) {
        self.method = method.uppercased()
        self.path = path
        self.publisher = publisher ?? RequestPath(path).publisher
        self.caller = caller
    }
}
