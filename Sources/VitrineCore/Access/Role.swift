/// What a principal may do in a namespace; each role includes the ones before it. Raw values are stored.
///
/// Source: wire contract, section 6.
package enum Role: String, Sendable, CaseIterable, Comparable {
    /// Every GET.
    case reader

    /// Read, put, publish, cancel, go live.
    case contributor

    /// Everything in the namespace, its members and the deletion of offers too.
    case owner

    package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .reader: 0
        case .contributor: 1
        case .owner: 2
        }
    }
}
