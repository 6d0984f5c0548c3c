import VitrineTestKit

/// Writes random definitions of ``MadeUpType`` and, beside each, what must be left of it.
struct RandomDefinition {
    private var generator: SeededGenerator
    private var lastNumber = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// A value as it is sent and as it is kept; `nil` when nothing is.
    struct Pair {
        let sent: String
        let kept: String?
    }

    private typealias Member = (name: String, value: Pair)

    mutating func next() -> Pair {
        var members = some(of: [("displayText", plain()), ("token", plain()), ("key", noise(depth: 2))])
        if chance(9) { members.append((cased("offer"), offer())) }
        if chance(9) { members.append((cased("plans"), array(count: number(4)) { $0.plan($1) })) }
        return object(members)
    }
}

// MARK: - Parts of a definition

extension RandomDefinition {
    private mutating func offer() -> Pair {
        var members = some(of: [("title", plain()), ("password", plain()), ("links", noise(depth: 3))])
        if chance(5) { members.append((cased("token"), secret())) }
        if chance(5) {
            let inner = object(some(of: [(cased("key"), secret()), ("note", plain())]))
            members.append((cased("group"), object([("token", plain()), (cased("inner"), inner)])))
        }
        if chance(7) { members.append((cased("box"), closed(open: ["label", "Size"]))) }
        if chance(5) {
            members.append(("registries", array(count: number(3)) { $0.closedItem(id: "name", $1, open: ["host"]) }))
        }
        return object(members)
    }

    private mutating func plan(_ index: Int) -> Pair {
        var members = [(name: "planId", value: same(cased(#""plan-\#(index)""#)))]
        members += some(of: [("token", plain()), ("x", noise(depth: 2))])
        if chance(5) { members.append((cased("password"), secret())) }
        if chance(5) { members.append((cased("repository"), closed(open: ["user"]))) }
        if chance(5) { members.append(("editions", array(count: number(3)) { $0.edition($1) })) }
        return object(members)
    }

    private mutating func edition(_ index: Int) -> Pair {
        object([("planId", same(#""e\#(index)""#))] + some(of: [(cased("key"), secret()), ("password", plain())]))
    }

    private mutating func closedItem(id: String, _ index: Int, open: [String]) -> Pair {
        var members = [(name: id, value: same(#""r\#(index)""#))]
        members += some(of: open.map { ($0, plain()) })
        if chance(5) { members.append(("user", secret())) }
        return object(members)
    }

    private mutating func closed(open: [String]) -> Pair {
        switch number(6) {
        case 0: return same("null")
        case 1: return Pair(sent: [#""canary""#, #"["canary"]"#, #""*********""#, #""""#][number(4)], kept: nil)
        default:
            let names = ["a", "LABEL", "User", "size", "deep"].map { (name: $0, value: secret()) }
            return object(some(of: names) + some(of: open.map { ($0, noise(depth: 1)) }))
        }
    }
}

// MARK: - Values

extension RandomDefinition {
    /// A value to be taken out. Those that are set have the word `canary` in them once, and no others do.
    private mutating func secret() -> Pair {
        let values = [
            "null", #""*********""#, #"{"x":[1,"canary",{}]}"#, #"["canary", null]"#, #""a \"canary\" \u00e9""#,
        ]
        return Pair(sent: values[number(values.count)], kept: nil)
    }

    private mutating func plain() -> Pair {
        lastNumber += 1
        return same([#""plain \#(lastNumber)""#, "\(lastNumber).00", "-\(lastNumber)e+1", "null", "{ }"][number(5)])
    }

    private mutating func noise(depth: Int) -> Pair {
        guard depth > 0, chance(6) else { return plain() }
        if chance(5) { return array(count: number(3)) { writer, _ in writer.noise(depth: depth - 1) } }
        return object([("token", noise(depth: depth - 1)), ("password", plain()), ("box", noise(depth: depth - 1))])
    }

    private func same(_ text: String) -> Pair { Pair(sent: text, kept: text) }

    private mutating func array(count: Int, _ element: (inout Self, Int) -> Pair) -> Pair {
        let elements = (0..<count).map { element(&self, $0) }
        return Pair(
            sent: "[" + elements.map { space() + $0.sent + space() }.joined(separator: ",") + "]",
            kept: "[" + elements.compactMap(\.kept).joined(separator: ",") + "]"
        )
    }

    private mutating func object(_ members: [Member]) -> Pair {
        let members = members.shuffled(using: &generator)
        let kept = members.compactMap { member in member.value.kept.map { #""\#(member.name)":\#($0)"# } }
        let sent = members.map { member in
            space() + "\"" + escaped(member.name) + "\"" + space() + ":" + space() + member.value.sent + space()
        }
        return Pair(sent: "{" + sent.joined(separator: ",") + "}", kept: "{" + kept.joined(separator: ",") + "}")
    }
}

// MARK: - Chance

extension RandomDefinition {
    private mutating func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

    private mutating func chance(_ tenths: Int) -> Bool { number(10) < tenths }

    private mutating func some(of members: [Member]) -> [Member] { members.filter { _ in chance(5) } }

    private mutating func space() -> String { ["", "", " ", "\n\t", "\r\n "][number(5)] }

    private mutating func cased(_ name: String) -> String {
        chance(8) ? name : String(name.map { chance(5) ? Character($0.uppercased()) : $0 })
    }

    private mutating func escaped(_ name: String) -> String {
        chance(8)
            ? name
            : name.unicodeScalars.map { chance(5) ? "\\u00" + String($0.value, radix: 16) : String($0) }.joined()
    }
}
