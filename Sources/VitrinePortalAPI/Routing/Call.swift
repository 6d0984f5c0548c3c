package import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import VitrineCore

/// One request on its way through a handler.
package struct Call: Sendable {
    let request: Request
    package let parameters: PathParameters
    package let query: QueryParameters

    /// The caller's end of the connection; `nil` where there is none.
    let remote: SocketAddress?
    let limits: RequestLimits

    /// How long a token is good that this call issues; `nil`: as long as the issuer's are.
    let tokenLifetime: Duration?

    /// The caller's address without its port; empty where there is none.
    var remoteAddress: String { remote?.ipAddress ?? "" }

    package var headers: HTTPFields { request.headers }

    /// Host and port that the caller meant, as it wrote them.
    package var authority: String? { request.head.authority }

    /// The offer that the path names.
    func offerID() throws -> OfferID { try OfferID(lookup: parameters.text("offer")) }

    /// The slot that the path names.
    func slot() throws -> Slot {
        guard let slot = Slot(pathName: try parameters.text("slot")) else {
            throw Refusal(.badRequest, "A slot is one of draft, preview and production.")
        }
        return slot
    }
}

/// Bounds on what a request may send.
package struct RequestLimits: Sendable {
    /// Largest body, in bytes.
    package var bodyBytes: Int

    /// Largest body of a form, in bytes.
    package var formBytes: Int

    package init(bodyBytes: Int = 8 << 20, formBytes: Int = 64 << 10) {
        self.bodyBytes = bodyBytes
        self.formBytes = formBytes
    }
}
