import Glibc

/// How many files and connections the process may have open.
package enum OpenFiles {
    /// Raises the limit as far as the process may: what a shell gives, often 1,024, is for programs with few connections.
    package static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < limit.rlim_max
        else {
            return
        }
        limit.rlim_cur = limit.rlim_max
        // Where it isn't allowed, the limit stays as it was given.
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
