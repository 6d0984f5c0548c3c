import VitrineCore

/// How large a page of a list is asked for, and where the next one is.
struct PageQuestion {
    /// Rows of a page where the caller doesn't say.
    let usual: Int
    let largest: Int

    /// The number in `$top`.
    ///
    /// - Throws: ``Refusal`` with code `badRequest`.
    func top(_ query: QueryParameters) throws(Refusal) -> Int {
        guard let text = query["$top"] else { return usual }
        guard let top = Int(text), (1...largest).contains(top) else {
            throw Refusal(.badRequest, "$top is a number from 1 to \(largest).")
        }
        return top
    }

    /// The `Link` header's value for the next page. `token` and `filter` need no escaping.
    static func nextLink(_ path: String, top: Int, token: String, _ filter: String = "") -> String {
        "<\(path)?api-version=\(APIVersion.known[0])&%24top=\(top)&%24skiptoken=\(token)\(filter)>; rel=\"next\""
    }
}
