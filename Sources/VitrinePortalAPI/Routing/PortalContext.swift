package import Hummingbird
import HummingbirdCore
package import NIOCore

/// What the framework keeps about a request for us: where the caller is.
package struct PortalContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    /// The caller's end of the connection; `nil` where there is none.
    let remote: SocketAddress?

    /// The connection that the request came over.
    package let channel: any Channel

    /// How long a token is good that this request issues, when that is shorter than usual; `nil`: as usual.
    package var tokenLifetime: Duration?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
        remote = source.channel.remoteAddress
    }
}
