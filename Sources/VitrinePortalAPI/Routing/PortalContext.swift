package import Hummingbird
import HummingbirdCore
import NIOCore

/// What the framework keeps about a request for us: where the caller is.
package struct PortalContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    /// The caller's end of the connection; `nil` where there is none.
    let remote: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remote = source.channel.remoteAddress
    }
}
