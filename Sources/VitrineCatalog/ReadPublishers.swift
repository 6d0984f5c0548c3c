package import VitrineCore

extension Catalog {
    /// The publishers in which `principal` has a role, ordered by id.
    package func publishers(of principal: Principal) async throws -> [Publisher] {
        try await publishers.publishers(of: principal)
    }

    /// The publisher that the permit is for.
    ///
    /// - Throws: ``Refusal`` with code `publisherNotFound`.
    package func publisher(by permit: Permit) async throws -> Publisher {
        let mark = try await offers.mark().access
        if let known = knownPublishers.value(for: permit.publisher, mark: mark) { return known }
        guard let publisher = try await publishers.publisher(permit.publisher) else {
            throw Self.noPublisher(permit.publisher)
        }
        knownPublishers.set(publisher, for: permit.publisher, cost: 1, mark: mark)
        return publisher
    }
}
