/// The word that somebody may have meant.
package enum Suggestion {
    /// The one of `known` that is nearest to `word`, when at most a third of it has to change; else `nil`.
    package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        // A word of a file can be long, and the distance takes the product of both lengths.
        guard word.utf8.count <= 64 else { return nil }
        let candidates = known.map { ($0, distance(word.lowercased(), $0.lowercased())) }
        let best = candidates.min { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let (name, edits) = best, edits <= max(1, word.count / 3) else { return nil }
        return name
    }

    /// A question to put behind a sentence, with a space in front; empty when nothing is near.
    package static func hint(for word: String, among known: some Sequence<String>) -> String {
        nearest(to: word, among: known).map { " Did you mean '\($0)'?" } ?? ""
    }

    /// How many characters have to be put in, taken out or changed to make one word of the other.
    private static func distance(_ one: String, _ other: String) -> Int {
        let letters = Array(other)
        var row = Array(0...letters.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, otherLetter) in letters.enumerated() {
                let replaced = diagonal + (letter == otherLetter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[letters.count]
    }
}
