/// Which hosts are answered here, which may be called, and which not.
struct HostPolicy: Sendable {
    enum Verdict: Sendable, Hashable {
        case intercept, allow, refuse
    }

    let intercepted: HostNames
    let allowed: HostNames

    func verdict(on host: String) -> Verdict {
        if intercepted.contains(host) { return .intercept }
        return allowed.contains(host) ? .allow : .refuse
    }
}
