package import Hummingbird
import HummingbirdCore
import NIOCore

/// What the framework keeps about a request for us: the caller's address.
package struct PortalContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    /// The caller's address without its port; empty where there is no connection.
    let remoteAddress: String

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress ?? ""
    }
}
