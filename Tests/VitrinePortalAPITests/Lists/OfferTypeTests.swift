import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrineOfferTypes

/// Contract, section 3: the registry.
struct OfferTypeTests {
    @Test func `the list has id, name and current version of each type`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get("/api/offerTypes", as: .stranger)
            #expect(
                try answer.json.elements.map { String(decoding: $0.text, as: UTF8.self) }.contains(
                    #"{"id":"microsoft-azure-virtualmachines","displayName":"Virtual machine","currentVersion":87}"#
                )
            )
            let ids = try answer.json.elements.compactMap { $0["id"]?.string }
            #expect(ids == (try OfferTypeRegistry.builtIn()).types.map(\.id.rawValue))
        }
    }

    @Test(arguments: try OfferTypeRegistry.builtIn().types.map(\.id.rawValue))
    func `one type has its fields, each with type, limits, required, secret and rule`(id: String) async throws {
        try await Portal.with { portal in
            let type = try #require(try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: id)])
            let json = try await portal.get("/api/offerTypes/\(id)", as: .stranger).json
            #expect(json["id"]?.string == id)
            #expect(json["displayName"]?.string == type.displayName)
            #expect(json["currentVersion"]?.int64 == Int64(type.currentVersion))
            let fields = try #require(json["fields"])
            #expect(fields.elements.map { $0["key"]?.string } == type.fields.map(\.key))
            #expect(fields.elements.map { $0["secret"]?.kind == .true } == type.fields.map(\.isSecret))
            for field in fields.elements {
                let names = field.members.map(\.name)
                let known = ["key", "level", "type", "required", "limits", "evidence", "secret", "rule"]
                #expect(names == known || names == known + ["why"])
            }
            for name in ["modules", "sets", "arrays", "closedObjects", "secrets"] {
                #expect(json[name]?.kind == .array, "\(name)")
            }
            #expect(json["planRules"]?.kind == .object)
        }
    }

    @Test(arguments: ["microsoft-azure-toasters", "MICROSOFT-AZURE-COREVM", "x"])
    func `an unknown type is 404`(id: String) async throws {
        try await Portal.with { portal in
            let answer = try await portal.get("/api/offerTypes/\(id)", as: .stranger)
            try expect(answer, refused: .offerTypeNotFound)
            #expect(try answer.message == "There is no offer type '\(id)'.")
        }
    }

    @Test func `every type that is listed can be put`() async throws {
        try await Portal.with { portal in
            let types = try await portal.get("/api/offerTypes", as: .stranger).json.elements.compactMap {
                $0["id"]?.string
            }
            for (number, type) in types.enumerated() {
                let answer = try await portal.put(.offers + "/o\(number)", OfferBody.with(definition: "{}", type: type))
                #expect(answer.status == 200)
            }
        }
    }
}
