import Foundation

extension CertificateAuthority {
    /// Where systems keep the authorities that they trust, in one file.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
    ]

    /// The authorities trusted so far, and this one behind them, as a file has them.
    ///
    /// `SSL_CERT_FILE` and its like replace what a client trusts: with our authority alone, the hosts that are let through
    /// couldn't be verified any more.
    ///
    /// When the client's environment has an `SSL_CERT_FILE` that is there, that is what it trusts so far. Otherwise it is the
    /// first of the system's files that is there; `nil` stands for the places where systems have them. Without any, the
    /// bundle is this authority alone. Throws when a file that is there can't be read.
    package func bundle(environment: [String: String] = [:], systemFiles: [String]? = nil) throws -> [UInt8] {
        let own = environment["SSL_CERT_FILE"].map { [$0] } ?? []
        let files = own + (systemFiles ?? Self.systemFiles)
        guard let file = files.first(where: FileManager.default.fileExists(atPath:)) else { return Array(pem.utf8) }
        // Comments between the certificates may be in any encoding.
        let trusted = try FileHandle(forReadingFrom: URL(filePath: file)).readToEnd() ?? Data()
        let newline: [UInt8] = trusted.isEmpty || trusted.last == 0x0A ? [] : [0x0A]
        return Array(trusted) + newline + Array(pem.utf8)
    }
}
