/// Which of the calls, or publishes, that fit a rule it applies to. They are counted from 1.
package enum Occasions: Sendable, Hashable {
    case always

    /// These alone.
    case numbers(Set<Int>)

    /// Each one whose number can be divided by this.
    case every(Int)

    /// The first so many.
    case first(Int)

    /// Whether the rule applies to the one of this number.
    package func includes(_ ordinal: Int) -> Bool {
        switch self {
        case .always: true
        case .numbers(let numbers): numbers.contains(ordinal)
        case .every(let step): step > 0 && ordinal % step == 0
        case .first(let count): ordinal <= count
        }
    }

    /// Whether it applies to every one that `other` applies to.
    func covers(_ other: Occasions) -> Bool {
        switch (self, other) {
        case (.always, _): true
        case (_, .always): self == .every(1)
        case (_, .numbers(let numbers)): numbers.allSatisfy(includes)
        case (.first(let mine), .first(let count)): count <= mine
        case (_, .first(let count)): count <= 1_000 && (1...max(1, count)).allSatisfy(includes)
        case (.every(let step), .every(let other)): other % step == 0
        case (_, .every): false
        }
    }
}
