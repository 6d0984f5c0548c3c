import Foundation
import Testing
import VitrineProxy

/// The file that stands in for a system's trusted authorities.
@Suite struct BundleTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "vitrine-proxy-\(UUID().uuidString)")

    private func file(_ name: String, _ text: String) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path()
    }

    @Test(arguments: ["theirs\n", "theirs"])
    func `a bundle holds what the system trusts, and the authority`(theirs: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let authority = try CertificateAuthority()
        let bundle = try authority.bundle(systemFiles: ["/nowhere", try file("system", theirs)])
        #expect(String(decoding: bundle, as: UTF8.self) == "theirs\n" + authority.pem)
    }

    @Test func `what the client trusted by its own setting comes before the system's`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let authority = try CertificateAuthority()
        let (own, system) = (try file("own", "own\n"), try file("system", "system\n"))
        for (setting, first) in [(own, "own\n"), ("/nowhere", "system\n")] {
            let bundle = try authority.bundle(environment: ["SSL_CERT_FILE": setting], systemFiles: [system])
            #expect(String(decoding: bundle, as: UTF8.self) == first + authority.pem)
        }
    }

    @Test func `what is no text in a bundle stays as it is`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try file("latin", "")
        try Data([0x23, 0xE9, 0x0A]).write(to: URL(filePath: file))
        let authority = try CertificateAuthority()
        #expect(try authority.bundle(systemFiles: [file]) == [0x23, 0xE9, 0x0A] + Array(authority.pem.utf8))
    }

    @Test func `without a system's file the bundle is the authority alone`() throws {
        let authority = try CertificateAuthority()
        #expect(try authority.bundle(systemFiles: []) == Array(authority.pem.utf8))
    }
}
