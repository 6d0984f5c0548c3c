import ExactJSON
import Yams

/// Reads YAML of strangers: one document, of limited size and depth, in which keys are words.
///
/// Anchors and aliases are allowed as long as all of it, written out, stays within the limits; merge keys (`<<`) are not known.
struct YAMLText {
    let file: String

    /// How large a text may be, in bytes.
    static let mostBytes = 4 << 20

    /// How many values it may have, those of aliases counted wherever they are used.
    static let mostValues = 200_000

    /// How many mappings and lists may stand one inside another.
    static let mostLevels = 64

    /// The text's root; `null` for an empty one.
    func root(of bytes: [UInt8]) throws(ScenarioError) -> YAMLValue {
        // Some editors begin files with a byte order mark.
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard bytes.count <= Self.mostBytes else {
            throw refusal("The file is larger than \(Self.mostBytes) bytes.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw refusal("The file is not UTF-8. Save it as UTF-8.")
        }
        try YAMLPrecaution(file: file).check(bytes)
        guard let node = try compose(text) else {
            return YAMLValue(kind: .null, position: SourcePosition(line: 1, column: 1))
        }
        var conversion = YAMLConversion(file: file)
        return try conversion.value(of: node)
    }

    private func compose(_ text: String) throws(ScenarioError) -> Node? {
        do {
            return try Parser(yaml: text, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw ScenarioError(complaint(about: error))
        } catch {
            throw refusal("This is not YAML.")
        }
    }

    private func refusal(_ reason: String) -> ScenarioError {
        ScenarioError(ScenarioComplaint(file: file, position: nil, pointer: nil, reason: reason))
    }

    private func complaint(about error: YamlError) -> ScenarioComplaint {
        let (mark, reason) = Self.explanation(of: error)
        let position = mark.map { SourcePosition(line: max(1, $0.line), column: max(1, $0.column)) }
        return ScenarioComplaint(file: file, position: position, pointer: nil, reason: reason)
    }

    private static func explanation(of error: YamlError) -> (Mark?, String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark, "This is not YAML that can be read: \(problem).")
        case .duplicatedKeysInMapping(let keys, let context):
            (context.mark, "The key '\((keys.first ?? "").shortened)' stands twice in its mapping. Keep one of them.")
        case .reader(let problem, _, _, _):
            (nil, "This is not YAML that can be read: \(problem).")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            (nil, "This is not YAML that can be read.")
        }
    }
}
