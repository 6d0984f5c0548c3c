import Foundation
import Testing
import VitrineCore
import VitrineOfferTypes

struct BuiltInRegistryTests {
    private static let virtualMachines = OfferTypeID(rawValue: "microsoft-azure-virtualmachines")
    private static let coreVM = OfferTypeID(rawValue: "microsoft-azure-corevm")

    /// How many rows the reference lists for one file of the registry.
    struct Part: Sendable {
        let prefix: String
        let levels: [OfferField.Level: Int]

        var count: Int { levels.values.reduce(0, +) }

        static let envelope = Part(prefix: "", levels: [.root: 12, .definition: 3])
        static let planCommon = Part(prefix: "", levels: [.plan: 5])
        static let marketplace = Part(prefix: "microsoft-azure-marketplace.", levels: [.offer: 51])
        static let testDrive = Part(prefix: "microsoft-azure-marketplace-testdrive.", levels: [.offer: 22])
        static let virtualMachines = Part(prefix: "", levels: [.offer: 4, .plan: 33])
        static let coreVM = Part(prefix: "", levels: [.offer: 29, .plan: 66])
    }

    @Test(arguments: [
        (virtualMachines, 130, [Part.virtualMachines, .envelope, .marketplace, .testDrive, .planCommon]),
        (coreVM, 115, [Part.coreVM, .envelope, .planCommon]),
    ])
    func `every row of the reference is there, own fields first`(id: OfferTypeID, count: Int, parts: [Part]) throws {
        var fields = try #require(try OfferTypeRegistry.builtIn()[id]).fields[...]
        #expect(fields.count == count)
        for part in parts {
            let own = fields.prefix(part.count)
            #expect(Dictionary(grouping: own, by: \.level).mapValues(\.count) == part.levels)
            #expect(own.allSatisfy { $0.key.hasPrefix(part.prefix) })
            fields = fields.dropFirst(part.count)
        }
    }

    @Test func `types are ordered, versioned and found by id`() throws {
        let registry = try OfferTypeRegistry.builtIn()
        #expect(registry.types.count == 13)
        #expect(registry.types.map(\.id.rawValue) == registry.types.map(\.id.rawValue).sorted())
        #expect(registry[Self.virtualMachines]?.currentVersion == 87)
        #expect(registry[Self.virtualMachines]?.displayName == "Virtual machine")
        #expect(registry[OfferTypeID(rawValue: "microsoft-azure-marketplace")] == nil)
        #expect(registry[OfferTypeID(rawValue: "Microsoft-Azure-CoreVM")] == nil)
    }

    @Test func `a field says what the reference says`() throws {
        let field = try #require(try OfferTypeRegistry.builtIn()[Self.virtualMachines]?.fields.first)
        #expect(field.level == .plan)
        #expect(field.type == "string")
        #expect(field.required == "yes")
        #expect(field.limits == "1..50 (CPP) / 1..100 (Partner Center)")
        #expect(field.evidence == "V+D")
    }

    @Test(arguments: [
        (virtualMachines, leadSecrets("microsoft-azure-marketplace") + [testDriveSecret]),
        (coreVM, leadSecrets("microsoft-azure-corevm")),
    ])
    func `the secret fields are these`(id: OfferTypeID, keys: [String]) throws {
        let type = try #require(try OfferTypeRegistry.builtIn()[id])
        #expect(type.fields.filter(\.isSecret).map(\.key) == keys)
    }

    @Test func `the embedded files are those of the Resources folder`() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../Sources/VitrineOfferTypes/Resources")
            .standardized
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        let files = RegistryFile.builtIn + [RegistryFile.workflows]
        #expect(files.map(\.name).sorted() == names.sorted())
        for file in files {
            #expect(try Data(contentsOf: folder.appending(path: file.name)) == Data(file.bytes))
        }
    }

    private static let testDriveSecret = "microsoft-azure-marketplace-testdrive.azureActiveDirectoryApplicationKey"

    private static func leadSecrets(_ prefix: String) -> [String] {
        [
            "\(prefix).tableLeadConfiguration.connectionString",
            "\(prefix).blobLeadConfiguration.connectionString",
            "\(prefix).crmLeadConfiguration.applicationKey",
            "\(prefix).crmLeadConfiguration.password",
            "\(prefix).httpsEndpointLeadConfiguration.httpsEndpointUri",
        ]
    }
}
