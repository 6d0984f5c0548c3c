import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension InstallationError {
    /// Why a server can't listen, when that is what `error` says.
    init?(listeningOn host: String, _ port: Int, _ error: any Error) {
        let reason: String
        switch error {
        case let error as IOError where error.errnoCode == EADDRINUSE:
            reason = "it is taken. Choose another with --port; 0 takes a free one"
        case let error as IOError where error.errnoCode == EACCES:
            reason = "this user may not. Ports below 1024 need a privilege"
        case let error as IOError where error.errnoCode == EADDRNOTAVAIL:
            reason = "this machine has no such address"
        case is SocketAddressError, is SocketAddressError.UnknownHost:
            reason = "there is no such address"
        default: return nil
        }
        self = .cannotListen(host: host, port: port, reason: reason)
    }
}
