import Testing
import VitrineCore
import VitrineOfferTypes

/// What the two built-in types take out, each of them under both prefixes.
struct BuiltInSecretsTests {
    private static let types = ["microsoft-azure-virtualmachines", "microsoft-azure-corevm"]
    private static let prefixes = ["microsoft-azure-marketplace", "microsoft-azure-corevm"]
    private static let configurations = [
        ("table", []),
        ("blob", ["containerName"]),
        ("crm", ["uri", "authentication", "applicationId", "directoryId", "userName"]),
        ("httpsEndpoint", []),
        ("marketo", ["serverId", "munchkinAccountId", "formId"]),
        ("salesForce", ["objectIdentifier"]),
    ]
    private static let innerNames =
        configurations.flatMap(\.1) + [
            "connectionString", "ConnectionString", "applicationKey", "password", "httpsEndpointUri", "contactEmail",
            "storageAccountConnectionString", "anything",
        ]

    @Test(arguments: types, prefixes)
    func `of a lead configuration only the open members are served`(type: String, prefix: String) throws {
        for (name, open) in Self.configurations {
            let key = "\(prefix).\(name)LeadConfiguration"
            let members = Self.innerNames.map { #""\#($0)":"value of \#($0)""# }.joined(separator: ",")
            let split = try Split(#"{"offer":{"\#(key)":{\#(members)}}}"#, of: Self.type(type))
            let kept = Self.innerNames.filter(open.contains).map { #""\#($0)":"value of \#($0)""# }
            #expect(split.text == #"{"offer":{"\#(key)":{\#(kept.joined(separator: ","))}}}"#)
            #expect(split.supplied.count == Self.innerNames.count - open.count + 1)
        }
    }

    @Test(arguments: types)
    func `the test drive's application key is taken out`(type: String) throws {
        let key = "microsoft-azure-marketplace-testdrive.azureActiveDirectoryApplicationKey"
        let split = try Split(#"{"offer":{"\#(key)":"x","\#(key)Id":"y"}}"#, of: Self.type(type))
        #expect(split.text == #"{"offer":{"\#(key)Id":"y"}}"#)
        #expect(split.supplied == [#"/offer/\#(key) = "x""#])
    }

    @Test(arguments: types)
    func `empty lead configurations, as every client sends them, change nothing`(type: String) throws {
        let members = Self.prefixes.flatMap { prefix in
            Self.configurations.map { #""\#(prefix).\#($0.0)LeadConfiguration": {}"# }
        }
        let definition =
            #"{"displayText": "x", "offer": {\#(members.joined(separator: ", "))}, "plans": [{"planId": "a"}]}"#
        let split = try Split(definition, of: Self.type(type))
        #expect(split.text == definition)
        #expect(split.result.supplied.allSatisfy { $0.value == .clear })
        #expect(split.result.supplied.count == 12)
    }

    private static func type(_ id: String) throws -> OfferType {
        try #require(try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: id)])
    }
}
