import ExactJSON
import Yams

/// Makes our values of the parser's nodes, and counts them: an alias is counted wherever it is used.
struct YAMLConversion {
    let file: String
    private var valuesLeft = YAMLText.mostValues

    init(file: String) {
        self.file = file
    }

    mutating func value(of node: Node, level: Int = 1) throws(ScenarioError) -> YAMLValue {
        let position = SourcePosition(node.mark)
        valuesLeft -= 1
        guard valuesLeft >= 0 else {
            throw refusal(
                "The file has more than \(YAMLText.mostValues) values, with what its aliases repeat.",
                position
            )
        }
        guard level <= YAMLText.mostLevels + 1 else {
            throw refusal("More than \(YAMLText.mostLevels) mappings and lists stand one inside another.", position)
        }
        return YAMLValue(kind: try kind(of: node, level: level), position: position)
    }

    private mutating func kind(of node: Node, level: Int) throws(ScenarioError) -> YAMLValue.Kind {
        switch node {
        case .scalar(let scalar):
            return scalar.style == .plain || scalar.style == .any ? .init(plain: scalar.string) : .text(scalar.string)
        case .sequence(let sequence):
            var items: [YAMLValue] = []
            for item in sequence { items.append(try value(of: item, level: level + 1)) }
            return .sequence(items)
        case .mapping(let mapping):
            return .mapping(try entries(of: mapping, level: level))
        case .alias:
            throw refusal("An alias leads nowhere.", SourcePosition(node.mark))
        }
    }

    private mutating func entries(of mapping: Node.Mapping, level: Int) throws(ScenarioError) -> [YAMLValue.Entry] {
        var entries: [YAMLValue.Entry] = []
        var names: Set<[UInt8]> = []
        for (key, value) in mapping {
            let position = SourcePosition(key.mark)
            guard case .scalar(let scalar) = key else { throw refusal("A key has to be a word.", position) }
            // The parser takes `1` and `"1"` for two keys; in JSON they are one.
            guard names.insert(Array(scalar.string.utf8)).inserted else {
                throw refusal(
                    "The key '\(scalar.string.shortened)' stands twice in its mapping. Keep one of them.",
                    position
                )
            }
            let value = try self.value(of: value, level: level + 1)
            entries.append(YAMLValue.Entry(name: scalar.string, position: position, value: value))
        }
        return entries
    }

    private func refusal(_ reason: String, _ position: SourcePosition) -> ScenarioError {
        ScenarioError(ScenarioComplaint(file: file, position: position, pointer: nil, reason: reason))
    }
}

extension SourcePosition {
    fileprivate init(_ mark: Mark?) {
        self.init(line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
    }
}
