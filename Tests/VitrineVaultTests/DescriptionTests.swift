import Foundation
import Testing
import VitrineCore
import VitrineTestKit
import VitrineVault

/// However careless somebody prints something, no key and no secret comes out.
struct DescriptionTests {
    @Test func `a master key shows only its id`() throws {
        let key = try #require(MasterKey(base64: MasterKeyParsingTests.one))
        #expect("\(key)" == "<master key \(key.id)>")
        for text in Self.printed(key) + Self.printed([key]) + Self.printed(["key": key]) {
            Self.expectNothing(in: text)
        }
    }

    @Test func `a ring, a vault and a publisher's keys show nothing`() async throws {
        try await VaultRoom.with { room in
            room.master.set(try MasterKeyFile.parse(MasterKeyParsingTests.one))
            try room.ring.reload()
            let keys = try await room.vault.keys(of: .contoso)
            #expect("\(keys)" == "<keys of Contoso>")
            let material = try await room.dataKey()
            for text in Self.printed(keys) + Self.printed(room.ring) + Self.printed(room.vault) {
                Self.expectNothing(in: text)
                #expect(!text.contains(material.map(String.init).joined(separator: ", ")))
                #expect(!text.contains(Data(material).base64EncodedString()))
                #expect(!Self.lines(of: text, contain: material))
            }
        }
    }

    /// Everything that a value can be turned into text by.
    private static func printed(_ value: some Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(describing: value), String(reflecting: value), dumped]
    }

    private static func expectNothing(in text: String) {
        #expect(!text.contains(MasterKeyParsingTests.one))
        #expect(!text.contains("AQEBAQEB"))
        #expect(!text.contains("1, 1, 1, 1"))
        #expect(!text.contains("01010101"))
        #expect(!lines(of: text, contain: Array(repeating: 1, count: 32)))
    }

    /// Whether a dump shows these bytes one a line.
    private static func lines(of text: String, contain bytes: [UInt8]) -> Bool {
        let numbers = text.split(separator: "\n").compactMap { UInt8($0.drop { " -".contains($0) }) }
        return numbers.indices.contains { numbers[$0...].starts(with: bytes) }
    }
}

extension VaultRoom {
    /// The newest data key of contoso in clear.
    fileprivate func dataKey() async throws -> [UInt8] {
        let stored = try #require(try await store.dataKeys(of: .contoso).first)
        return try ring.unwrap(stored.wrapped, context: KeyContext.dataKey(stored.id, stored.publisher))
    }
}
