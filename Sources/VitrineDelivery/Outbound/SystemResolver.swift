#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Asks the system, as its hosts file and name servers are set up.
///
/// The system's call can't be interrupted, so that names nobody answers for may hold all four places for a while.
package struct SystemResolver: Resolver {
    private let queue = BlockingQueue(name: "vitrine.resolver", width: 4)

    package init() {}

    package func addresses(of name: String) async throws(DeliveryFailure) -> [IPAddress] {
        let found = await queue.run { Self.lookUp(name) }
        guard let found, !found.isEmpty else { throw .temporary("The host's name can't be resolved.") }
        return found
    }

    /// All addresses, each once; none when the look-up fails, whatever the reason.
    private static func lookUp(_ name: String) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = address(of: entry), !addresses.contains(address) { addresses.append(address) }
            next = entry.ai_next
        }
        return addresses
    }

    private static func address(of entry: addrinfo) -> IPAddress? {
        guard let socket = UnsafeRawPointer(entry.ai_addr) else { return nil }
        switch entry.ai_family {
        case AF_INET: return .v4(socket.loadUnaligned(as: sockaddr_in.self).sin_addr)
        case AF_INET6: return .v6(socket.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
        default: return nil
        }
    }
}
