/// Fetches the documents of external issuers.
package protocol KeyFetcher: Sendable {
    /// The body that a GET of `url` is answered with, which must be a 200. Redirects are not followed.
    func fetch(_ url: String) async throws -> [UInt8]
}
