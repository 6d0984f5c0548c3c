import ExactJSON
import VitrineCore
import VitrineOfferTypes

/// Finds what stands under the name of an offer's secret, wherever it is: in bodies that no offer has the shape of.
struct StraySecrets: Sendable {
    /// The last parts of the secrets' keys, folded.
    private let names: Set<String>

    init(registry: OfferTypeRegistry) {
        names = Set(registry.types.flatMap(\.fields).filter(\.isSecret).map { Self.lastPart(of: $0.key) })
    }

    /// Where the values are, in their order.
    func ranges(in document: JSONDocument) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        collect(document.root, into: &ranges)
        return ranges.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Goes no deeper than the parser allows.
    private func collect(_ value: JSONValue, into ranges: inout [Range<Int>]) {
        for element in value.elements { collect(element, into: &ranges) }
        for member in value.members {
            if names.contains(Self.lastPart(of: member.name)), member.value.kind != .null {
                ranges.append(member.value.range)
            } else {
                collect(member.value, into: &ranges)
            }
        }
    }

    private static func lastPart(of key: String) -> String {
        key.asciiFolded.split(separator: ".").last.map(String.init) ?? ""
    }
}
