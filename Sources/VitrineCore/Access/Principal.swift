/// Who is calling, as a verified token says it.
package struct Principal: Hashable, Sendable {
    /// The application that calls for itself (`appid` or `azp`); `nil` when a user calls through an application.
    package let application: String?

    /// The object id (`oid`) of the service principal or user.
    package let object: String?

    /// Ids are compared without case, as GUIDs are.
    package init(application: String?, object: String?) {
        self.application = application?.asciiFolded
        self.object = object?.asciiFolded
    }

    /// How the log of changes and messages name it.
    package var name: String {
        guard let application else { return "user \(object ?? "unknown")" }
        return object.map { "application \(application) (object \($0))" } ?? "application \(application)"
    }
}

/// Someone with a role in a namespace.
package struct Member: Hashable, Sendable {
    package let publisher: PublisherID
    package let kind: Kind

    /// An application's client id or object id; a user's object id. Folded to lower case.
    package let id: String
    package let role: Role

    /// What a member is. Raw values are stored.
    package enum Kind: String, Sendable, CaseIterable {
        case application, user
    }

    package init(publisher: PublisherID, kind: Kind, id: String, role: Role) {
        self.publisher = publisher
        self.kind = kind
        self.id = id.asciiFolded
        self.role = role
    }
}
