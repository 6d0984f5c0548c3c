package import HTTPTypes
import Hummingbird
package import HummingbirdCore
package import VitrineCore

/// One method on one path: what it asks of the caller, and what it does.
///
/// The requirement is part of the handler's type: a handler gets a ``Permit`` only by naming the role that it needs, and
/// there is no other way to get one. So a route can't forget to ask.
package struct Endpoint: Sendable {
    package let method: HTTPRequest.Method
    package let pattern: PathPattern
    let handler: Handler

    /// A handler, with what has to hold before it runs.
    enum Handler: Sendable {
        /// Anyone may call; no API version is needed.
        case open(@Sendable (Call) async throws -> Response)

        /// A good token and an API version.
        case signedIn(@Sendable (Call, Principal) async throws -> Response)

        /// A good token, an API version, and at least this role in the publisher that the path names.
        case member(
            Role,
            @Sendable (PathParameters) throws -> PublisherID,
            @Sendable (Call, Permit) async throws -> Response
        )

        /// What a reader of the publisher may see: as for `member`, and the answer may be remembered.
        case read(@Sendable (Call, Permit) async throws -> Representation)
    }

    /// What a caller needs, as documentation and tests read it.
    package enum Requirement: Hashable, Sendable {
        case nothing
        case token
        case role(Role)
    }

    package var requirement: Requirement {
        switch handler {
        case .open: .nothing
        case .signedIn: .token
        case .member(let role, _, _): .role(role)
        case .read: .role(.reader)
        }
    }

    /// An endpoint for anyone.
    package static func open(
        _ method: HTTPRequest.Method,
        _ pattern: PathPattern,
        _ handle: @escaping @Sendable (Call) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: method, pattern: pattern, handler: .open(handle))
    }

    /// An endpoint for anyone with a good token.
    static func signedIn(
        _ method: HTTPRequest.Method,
        _ pattern: PathPattern,
        _ handle: @escaping @Sendable (Call, Principal) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: method, pattern: pattern, handler: .signedIn(handle))
    }

    /// An endpoint for members of the publisher that stands in the pattern's place `{publisher}`, or that `publisher` reads
    /// from the path.
    static func member(
        _ role: Role,
        _ method: HTTPRequest.Method,
        _ pattern: PathPattern,
        of publisher: @escaping @Sendable (PathParameters) throws -> PublisherID = { try publisher(in: $0) },
        _ handle: @escaping @Sendable (Call, Permit) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: method, pattern: pattern, handler: .member(role, publisher, handle))
    }

    /// The publisher in the place `{publisher}`.
    static func publisher(in parameters: PathParameters) throws -> PublisherID {
        try PublisherID(lookup: parameters.text("publisher"))
    }

    /// A GET for readers of the publisher that stands in the pattern's place `{publisher}`. Its answer must follow from
    /// the path, the query and what is in the store, and from nothing else.
    static func read(
        _ pattern: PathPattern,
        _ handle: @escaping @Sendable (Call, Permit) async throws -> Representation
    ) -> Endpoint {
        Endpoint(method: .get, pattern: pattern, handler: .read(handle))
    }
}
