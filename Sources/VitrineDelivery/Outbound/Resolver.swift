/// Finds the addresses of a host.
package protocol Resolver: Sendable {
    /// All addresses of the host with this name, in the order in which they should be tried, at least one.
    ///
    /// - Throws: A temporary failure when there is none or nobody answers.
    func addresses(of name: String) async throws(DeliveryFailure) -> [IPAddress]
}
