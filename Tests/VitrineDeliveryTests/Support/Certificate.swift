import Foundation
import VitrineTestKit

/// A self-signed certificate, made by the openssl tool.
struct Certificate {
    /// The paths of two PEM files.
    let certificate: String
    let key: String

    /// For `subject`, as in `DNS:example.test` or `IP:127.0.0.1`.
    init(_ subject: String, in directory: URL) async throws {
        certificate = directory.appending(path: "certificate.pem").path
        key = directory.appending(path: "key.pem").path
        let errors = directory.appending(path: "openssl.log")
        let child = try Child(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=vitrine test", "-addext", "subjectAltName=\(subject)",
                "-keyout", key, "-out", certificate,
            ],
            errors: errors
        )
        guard await child.exit() == 0 else {
            throw Child.Failed(sentence: try String(contentsOf: errors, encoding: .utf8))
        }
    }
}

extension Certificate {
    /// As the hook server takes it.
    var forHooks: HookServer.Certificate { HookServer.Certificate(certificate: certificate, key: key) }
}
