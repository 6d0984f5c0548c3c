import VitrineCore

/// The query's `api-version`. Source: wire contract, section 1, "version".
package enum APIVersion {
    /// Known versions, served alike.
    package static let known = ["2017-10-31", "2016-08-01-preview"]

    /// - Throws: ``Refusal`` with code `invalidAPIVersion`, which lists the known ones.
    static func check(_ version: String?) throws(Refusal) {
        if let version, known.contains(version) { return }
        let list = known.joined(separator: ", ")
        guard let version, !version.isEmpty else {
            throw Refusal(.invalidAPIVersion, "The query parameter api-version is missing. Known versions: \(list).")
        }
        throw Refusal(.invalidAPIVersion, "The API version in the query is not known. Known versions: \(list).")
    }
}
