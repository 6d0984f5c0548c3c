package import VitrineCore

extension Publisher {
    package static func fixture(_ id: PublisherID = .contoso, migration: MigrationStatus = .migrated) -> Publisher {
        Publisher(id: id, name: id.text.uppercased(), migration: migration)
    }
}

extension Principal {
    /// A service principal that calls for itself.
    package static func application(_ client: String, object: String? = nil) -> Principal {
        Principal(application: client, object: object)
    }

    /// A user that calls through some application.
    package static func user(_ object: String) -> Principal {
        Principal(application: nil, object: object)
    }
}

extension Member {
    package static func application(_ id: String, _ role: Role, in publisher: PublisherID = .contoso) -> Member {
        Member(publisher: publisher, kind: .application, id: id, role: role)
    }

    package static func user(_ id: String, _ role: Role, in publisher: PublisherID = .contoso) -> Member {
        Member(publisher: publisher, kind: .user, id: id, role: role)
    }
}

extension Application {
    package static func fixture(_ clientID: GUID = .random(), name: String = "pipeline") -> Application {
        Application(
            clientID: clientID,
            objectID: .random(),
            name: name,
            secret: SecretHash(
                scheme: "scrypt:16384:8:1",
                salt: Array(repeating: 1, count: 16),
                hash: Array(repeating: 2, count: 32)
            )
        )
    }
}
