import ExactJSON
import Foundation
import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Contract, section 1, "fidelity": a definition comes back exactly as it was sent, and goes back in without loss.
struct CorpusTests {
    @Test(arguments: try Corpus.names())
    func `a definition comes back as it was sent, but for its secrets`(name: String) async throws {
        let body = try Corpus.document(name)
        try await Portal.with { portal in
            let put = try await portal.put(.offer, body)
            try #require(put.status == 200, "\(put.text)")
            for path in ["", "/versions/1", "/slot/draft"] {
                let answer = try await portal.get(.offer + path)
                let sent = try Corpus.definition(of: body)
                if answer.secretFields.isEmpty {
                    #expect(try answer.definition == sent)
                } else {
                    #expect(name.hasSuffix("-secrets"))
                    let served = try #require(try answer.definition)
                    #expect(Corpus.isSubsequence(served, of: sent))
                }
            }
        }
    }

    @Test(arguments: try Corpus.names())
    func `GET, PUT of the answer, GET: the same to the byte, and no secret is lost`(name: String) async throws {
        let body = try Corpus.document(name)
        try await Portal.with { portal in
            let put = try await portal.put(.offer, body)
            let secrets = try await portal.secrets()
            #expect(secrets.isEmpty == put.secretFields.isEmpty)
            #expect(secrets.isEmpty == !name.hasSuffix("-secrets"))
            let first = try await portal.get(.offer)
            let again = try await portal.put(.offer, first.body, as: .role(.owner), [.ifMatch: first.eTag ?? ""])
            #expect(again.body == first.body)
            #expect(again.eTag == first.eTag)

            // Another content between, so that the answer is written anew rather than found to be equal.
            _ = try await portal.put(.offer, OfferBody.with(definition: #"{"between":1}"#, type: nil))
            let written = try await portal.put(.offer, first.body)
            let second = try await portal.get(.offer)
            #expect(written.body == second.body)
            #expect(try second.definition == first.definition)
            #expect(second.eTag != first.eTag)
            #expect(second.headers[.secretFieldsSet] == first.headers[.secretFieldsSet])
            #expect(try await portal.secrets() == secrets)
        }
    }

    @Test(arguments: try Corpus.names())
    func `a published version keeps every byte`(name: String) async throws {
        let body = try Corpus.document(name)
        try await Portal.with { portal in
            let draft = try await portal.put(.offer, body)
            try await portal.fixture.publish("vm", into: .production)
            _ = try await portal.put(.offer, OfferBody.with(definition: "{}", type: nil))
            let live = try await portal.get(.offer + "/slot/production")
            #expect(try live.definition == draft.definition)
            #expect(live.headers[.secretFieldsSet] == draft.headers[.secretFieldsSet])
        }
    }

    @Test func `the corpus is there`() throws {
        #expect(try Corpus.names().count >= 12)
    }
}

/// The documents beside this file.
private enum Corpus {
    private static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Corpus")

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .map { $0.deletingPathExtension().lastPathComponent }
            .sorted()
    }

    static func document(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: directory.appending(path: name + ".json")))
    }

    static func definition(of body: [UInt8]) throws -> String {
        let definition = try #require(try JSONDocument(parsing: body).root["definition"])
        return String(decoding: definition.text, as: UTF8.self)
    }

    /// Whether `short` is `long` with something taken out.
    static func isSubsequence(_ short: String, of long: String) -> Bool {
        var rest = long.utf8[...]
        for byte in short.utf8 {
            guard let place = rest.firstIndex(of: byte) else { return false }
            rest = rest[rest.index(after: place)...]
        }
        return short.utf8.count < long.utf8.count
    }
}
