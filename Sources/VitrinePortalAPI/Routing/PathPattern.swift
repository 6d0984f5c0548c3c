import VitrineCore

/// A path with named places, such as `/api/publishers/{publisher}/offers`. Written once, beside its handler.
package struct PathPattern: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let description: String
    let segments: [Segment]

    enum Segment: Hashable, Sendable {
        case literal(String)
        case parameter(String)
    }

    package init(stringLiteral text: String) {
        description = text
        segments = text.split(separator: "/").map { part in
            part.hasPrefix("{") ? .parameter(String(part.dropFirst().dropLast())) : .literal(part.lowercased())
        }
    }

    /// Names of the places, in their order.
    package var parameters: [String] {
        segments.compactMap { segment in
            guard case .parameter(let name) = segment else { return nil }
            return name
        }
    }
}

/// What stood in a path's places. A place is decoded when it is asked for: until a caller is known to be let in, nobody
/// learns what is wrong with the path.
package struct PathParameters: Sendable {
    private let places: [(name: String, segment: Substring)]

    /// - Parameter places: Segments as they came, with the names of the places that they stood in.
    init(_ places: [(String, Substring)]) {
        self.places = places
    }

    /// The text in the place called `name`, percent-decoded once.
    ///
    /// - Throws: ``Refusal`` with code `badRequest` for broken percent-encoding; ``MissingPlace`` when the pattern has no
    ///   such place: a fault of the route.
    package func text(_ name: String) throws -> String {
        try Self.decoded(segment(name))
    }

    /// The text in the place called `name` before the first `separator`; what comes after it isn't looked at.
    ///
    /// - Throws: As ``text(_:)``.
    package func text(_ name: String, before separator: Character) throws -> String {
        try Self.decoded(segment(name).prefix { $0 != separator })
    }

    private func segment(_ name: String) throws -> Substring {
        guard let place = places.first(where: { $0.name == name }) else { throw MissingPlace(name: name) }
        return place.segment
    }

    private static func decoded(_ segment: Substring) throws -> String {
        guard let text = PercentEncoding.decode(segment) else {
            throw Refusal(.badRequest, "The path has broken percent-encoding.")
        }
        return text
    }
}

/// A route asked for a place that its own pattern doesn't have.
struct MissingPlace: Error {
    let name: String
}
