/// The one place where it is decided who may do what in a namespace.
///
/// Use cases take a ``Permit``, and only this gate makes one: a route that forgot to ask doesn't compile.
package struct AccessGate: Sendable {
    private let members: any AccessStore
    private let offers: any OfferStore
    private let remembered = Recent<Question, Role>(maximumCost: 10_000)

    package init(members: any AccessStore, offers: any OfferStore) {
        self.members = members
        self.offers = offers
    }

    private struct Question: Hashable {
        let principal: Principal
        let publisher: PublisherID
    }

    /// Lets `principal` act in `publisher` with at least the role `needed`.
    ///
    /// Asked before anything is looked up there, so that an outsider can't tell what is missing from what is hidden.
    /// A change of members counts from the next call on. Source: wire contract, sections 1 ("auth") and 6.
    ///
    /// - Throws: ``Refusal`` with code `forbidden`, whose message is the same whether the namespace exists or not.
    package func admit(
        _ principal: Principal,
        as needed: Role,
        in publisher: PublisherID
    ) async throws -> Permit {
        guard let role = try await role(of: principal, in: publisher), role >= needed else {
            throw Refusal(
                .forbidden,
                "The caller needs the role '\(needed.rawValue)' in the publisher that the path names, and does not have it."
            )
        }
        return Permit(principal: principal, role: role, publisher: publisher)
    }

    private func role(of principal: Principal, in publisher: PublisherID) async throws -> Role? {
        let mark = try await offers.mark().access
        let question = Question(principal: principal, publisher: publisher)
        if let role = remembered.value(for: question, mark: mark) { return role }
        let role = try await members.role(of: principal, in: publisher)
        if let role { remembered.set(role, for: question, cost: 1, mark: mark) }
        return role
    }
}

/// Proof that a caller was let in: made by ``AccessGate`` alone.
package struct Permit: Sendable {
    package let principal: Principal
    package let role: Role

    /// The namespace that it is good for, spelled as the path did.
    package let publisher: PublisherID

    fileprivate init(principal: Principal, role: Role, publisher: PublisherID) {
        self.principal = principal
        self.role = role
        self.publisher = publisher
    }
}
