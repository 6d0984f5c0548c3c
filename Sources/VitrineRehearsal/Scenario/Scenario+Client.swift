package import VitrineCore

/// What a client brings to ask for tokens with, where it has something of its own.
package struct RehearsalClient: Sendable, Equatable {
    package let id: GUID?
    package let secret: String?

    /// `nil` for what the client has none of.
    package init(id: GUID?, secret: String?) {
        self.id = id
        self.secret = secret
    }
}

extension Scenario {
    /// The scenario with each of `clients` admitted, so that the first of them is its first application.
    package func admitting(_ clients: [RehearsalClient]) -> Scenario {
        clients.reversed().reduce(self) { $0.admitting($1) }
    }

    /// The scenario with `client` as its first application: one of the scenario's where it has that id or none, else one
    /// that may do what the first one may, or everything where there is none.
    package func admitting(_ client: RehearsalClient) -> Scenario {
        let applications = seed.applications
        let known = client.id.map { id in applications.first { $0.clientID == id } } ?? applications.first
        guard let id = client.id ?? known?.clientID else { return self }
        let model = known ?? applications.first
        let first = SeededApplication(
            clientID: id,
            name: known?.name ?? "Client",
            secret: client.secret ?? known?.secret,
            memberships: model?.memberships
                ?? seed.publishers.map { SeededApplication.Membership(publisher: $0.id, role: .owner) }
        )
        var admitting = self
        admitting.seed.applications = [first] + applications.filter { $0.clientID != id }
        return admitting
    }
}
