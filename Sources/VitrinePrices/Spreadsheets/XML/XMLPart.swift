/// Takes in a part of a spreadsheet as it is read.
///
/// Paths hold the local names of the elements from the root on, the element in question included. An element of another
/// namespace than the root's is called "".
protocol XMLPart {
    mutating func start(_ path: [String], _ attributes: [String: String]) throws(PriceFinding)

    /// Called once or several times for each text.
    mutating func text(_ text: String, in path: [String])

    mutating func end(_ path: [String]) throws(PriceFinding)
}

extension XMLPart {
    mutating func text(_ text: String, in path: [String]) {}
    mutating func end(_ path: [String]) throws(PriceFinding) {}
}

/// Text up to a number of bytes; the rest is forgotten.
struct BoundedText {
    private(set) var text = ""

    /// Whether something was forgotten.
    private(set) var isCut = false

    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ more: String) {
        guard !isCut else { return }
        guard text.utf8.count + more.utf8.count > limit else {
            text += more
            return
        }
        isCut = true
        for scalar in more.unicodeScalars {
            guard text.utf8.count + UTF8.width(scalar) <= limit else { return }
            text.unicodeScalars.append(scalar)
        }
    }
}
