import HTTPTypes
import VitrineCore

/// Finds the endpoint for a path and method: a tree with a branch for each segment.
///
/// Our own rather than the framework's because the contract wants 405 with `Allow`, one percent-decoding, and its own
/// answer to a malformed id (see `docs/decisions/0004-own-routing.md`).
package struct RouteTable: Sendable {
    private let root: Node

    /// Every endpoint, in the order in which they were given.
    package let endpoints: [Endpoint]

    package init(_ endpoints: [Endpoint]) {
        var root = Node()
        for endpoint in endpoints { root.add(endpoint, endpoint.pattern.segments[...]) }
        self.root = root
        self.endpoints = endpoints
    }

    /// The endpoint for `segments`, and what stood in its pattern's places. `HEAD` is answered as `GET`.
    ///
    /// - Throws: ``Refusal`` with code `pathNotFound`; ``MethodNotAllowed``.
    func endpoint(for method: HTTPRequest.Method, _ segments: [Substring]) throws -> (Endpoint, PathParameters) {
        guard let (node, places) = root.find(segments[...]) else { throw Self.notFound }
        let wanted = method == .head ? .get : method
        guard let endpoint = node.endpoints.first(where: { $0.method == wanted }) else {
            throw MethodNotAllowed(allowed: node.allowed)
        }
        return (endpoint, PathParameters(places))
    }

    private static let notFound = Refusal(
        .pathNotFound,
        "There is nothing at this path. /openapi.json lists the paths."
    )

    /// A place in the tree.
    private struct Node: Sendable {
        private var literals: [String: Node] = [:]

        /// Where a segment may be anything, under the name that its pattern gives it.
        private var places: [(name: String, node: Node)] = []
        private(set) var endpoints: [Endpoint] = []

        /// The place that `segments` lead to, and what stood in its pattern's places. A literal branch is tried before a
        /// named one.
        func find(_ segments: ArraySlice<Substring>) -> (Node, [(String, Substring)])? {
            guard let segment = segments.first else { return endpoints.isEmpty ? nil : (self, []) }
            let rest = segments.dropFirst()
            if let found = literals[String(segment).asciiFolded]?.find(rest) { return found }
            for (name, node) in places {
                if let (found, raw) = node.find(rest) { return (found, [(name, segment)] + raw) }
            }
            return nil
        }

        var allowed: [HTTPRequest.Method] {
            endpoints.flatMap { $0.method == .get ? [.get, .head] : [$0.method] }
        }

        mutating func add(_ endpoint: Endpoint, _ rest: ArraySlice<PathPattern.Segment>) {
            guard let segment = rest.first else {
                endpoints.append(endpoint)
                return
            }
            switch segment {
            case .literal(let text):
                literals[text, default: Node()].add(endpoint, rest.dropFirst())
            case .parameter(let name):
                let index = places.firstIndex { $0.name == name } ?? places.endIndex
                if index == places.endIndex { places.append((name, Node())) }
                places[index].node.add(endpoint, rest.dropFirst())
            }
        }
    }
}

/// The path is known, the method isn't.
struct MethodNotAllowed: Error {
    let allowed: [HTTPRequest.Method]
}
