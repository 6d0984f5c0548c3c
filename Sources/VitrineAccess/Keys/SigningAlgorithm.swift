/// The algorithms that tokens may be signed with. Raw values are the header's `alg`.
///
/// There is no case for `none` or for shared keys: a token that names one of those is not well-formed to us.
enum SigningAlgorithm: String, Sendable, CaseIterable {
    case rs256 = "RS256"
    case es256 = "ES256"
}
