import ExactJSON
import Foundation

/// Both readers over one text, measured in turns so that a busy machine slows both alike.
struct Comparison {
    private var foundation: [Double] = []
    private var exact: [Double] = []
    private var comparing: [Double] = []
    private var removing: [Double] = []
    private let size: Int

    init(of text: [UInt8], rounds: Int = 5) throws {
        size = text.count
        let data = Data(text)
        let stored = try JSONDocument(parsing: text)
        guard let secret = stored.value(at: JSONPointer(tokens: ["definition", "plans", "1", "planId"])) else { return }
        for _ in 0..<rounds {
            foundation.append(try Self.microseconds { try Self.count(JSONSerialization.jsonObject(with: data)) })
            exact.append(try Self.microseconds { try JSONDocument(parsing: text).root.count })
            comparing.append(
                try Self.microseconds { try JSONDocument(parsing: text).root.isSameContent(as: stored.root) ? 1 : 0 }
            )
            removing.append(Self.microseconds { stored.replacing([.remove(secret)]).count })
        }
    }

    func row(named name: String) -> String {
        let ratio = Self.median(foundation) / Self.median(exact)
        let times = [foundation, exact].map { String(format: "%.1f", Self.median($0)) }
        let others = [comparing, removing].map { String(format: "%.1f", Self.median($0)) }
        let cells = [name, String(size)] + times + [String(format: "%.1f", ratio)] + others
        return "| " + cells.joined(separator: " | ") + " |"
    }

    private static func count(_ object: Any) -> Int {
        (object as? [String: Any])?.count ?? 0
    }

    /// The time of one call, over enough calls to be seen. Each returns a number, so that none can be optimised away.
    private static func microseconds(calls: Int = 2000, _ body: () throws -> Int) rethrows -> Double {
        var sum = 0
        let elapsed = try ContinuousClock().measure {
            for _ in 0..<calls { sum += try body() }
        }
        guard sum >= 0 else { return .nan }
        return elapsed / .microseconds(1) / Double(calls)
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? .nan : values.sorted()[values.count / 2]
    }
}
