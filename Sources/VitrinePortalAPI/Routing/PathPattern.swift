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

/// What stood in a path's places: percent-decoded once.
package struct PathParameters: Sendable {
    private var values: [(name: String, text: String)] = []

    mutating func add(_ name: String, _ text: String) {
        values.append((name, text))
    }

    /// The text in the place called `name`.
    ///
    /// - Throws: ``MissingPlace`` when the pattern has no such place: a fault of the route.
    package func text(_ name: String) throws -> String {
        guard let value = values.first(where: { $0.name == name }) else { throw MissingPlace(name: name) }
        return value.text
    }
}

/// A route asked for a place that its own pattern doesn't have.
struct MissingPlace: Error {
    let name: String
}
