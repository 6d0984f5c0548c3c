import Foundation
import Testing
import VitrineProxy

/// What is shown to clients is taken by the strictest of them.
@Suite(.timeLimit(.minutes(15))) struct CertificateTests {
    private static let names: HostNames = [ProxyFixture.host, "*.blob.core.windows.net"]

    @Test(arguments: [ProxyFixture.host, "account.blob.core.windows.net"])
    func `openssl takes the certificate by its strict rules`(name: String) async throws {
        let outcome = try await verify(CertificateAuthority(), name: name)
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    }

    @Test(arguments: ["azure.com", "a.b.blob.core.windows.net", "blob.core.windows.net"])
    func `the certificate is for no other host`(name: String) async throws {
        #expect(try await verify(CertificateAuthority(), name: name).status != 0)
    }

    @Test func `an authority vouches for nothing once its time is over, nor before it`() async throws {
        let month = 30.0 * 86_400
        #expect(try await verify(CertificateAuthority(now: .now.addingTimeInterval(-month + 60))).status == 0)
        #expect(try await verify(CertificateAuthority(now: .now.addingTimeInterval(-month - 60))).status != 0)
        #expect(try await verify(CertificateAuthority(now: .now.addingTimeInterval(3540))).status == 0)
        #expect(try await verify(CertificateAuthority(now: .now.addingTimeInterval(3660))).status != 0)
        let brief = try CertificateAuthority(lifetime: .seconds(60), now: .now.addingTimeInterval(-120))
        #expect(try await verify(brief).status != 0)
    }

    @Test func `an authority may sign certificates, and no other authorities`() async throws {
        let text = try await show(CertificateAuthority().pem)
        #expect(text.contains("X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:0"))
        #expect(text.contains("X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign"))
        #expect(text.contains("X509v3 Subject Key Identifier"))
        #expect(text.contains("X509v3 Authority Key Identifier"))
        #expect(text.contains("ASN1 OID: prime256v1"))
    }

    @Test func `a server's certificate is for servers, with all names`() async throws {
        let text = try await show(CertificateAuthority().identity(for: Self.names).certificatePEM)
        #expect(text.contains("CA:FALSE"))
        #expect(text.contains("TLS Web Server Authentication"))
        #expect(text.contains("DNS:*.blob.core.windows.net, DNS:\(ProxyFixture.host)"))
        #expect(text.contains("X509v3 Authority Key Identifier"))
    }

    @Test func `two authorities are never taken for each other`() async throws {
        let (one, other) = (try CertificateAuthority(), try CertificateAuthority())
        let (first, second) = (try await subject(of: one), try await subject(of: other))
        #expect(first != second)
        #expect(try await verify(one, trusting: other).status != 0)
        #expect(try await verify(one, trusting: other, along: one).status == 0)
    }

    @Test func `serial numbers are positive and short enough`() async throws {
        for _ in 0..<20 {
            let pem = try CertificateAuthority().identity(for: Self.names).certificatePEM
            let line = try await Command.run(["openssl", "x509", "-noout", "-serial"], input: Array(pem.utf8)).text
            let serial = line.dropFirst("serial=".count).dropLast()
            #expect(serial.count == 32)
            #expect(("4"..."7").contains(serial.prefix(1)))
        }
    }

    private func subject(of authority: CertificateAuthority) async throws -> String {
        try await Command.run(["openssl", "x509", "-noout", "-subject"], input: Array(authority.pem.utf8)).text
    }

    private func show(_ pem: String) async throws -> String {
        try await Command.run(["openssl", "x509", "-noout", "-text"], input: Array(pem.utf8)).text
    }

    private func verify(
        _ authority: CertificateAuthority,
        name: String = ProxyFixture.host,
        trusting trusted: CertificateAuthority? = nil,
        along another: CertificateAuthority? = nil
    ) async throws -> Command.Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vitrine-proxy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (trust, leaf) = (folder.appending(path: "trust.pem"), folder.appending(path: "leaf.pem"))
        try Data(((trusted ?? authority).pem + (another?.pem ?? "")).utf8).write(to: trust)
        try Data(authority.identity(for: Self.names).certificatePEM.utf8).write(to: leaf)
        return try await Command.run([
            "openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-no-CAfile", "-no-CApath", "-no-CAstore",
            "-CAfile", trust.path(), "-verify_hostname", name, leaf.path(),
        ])
    }
}
