import Crypto
import Foundation
import SwiftASN1
import X509

/// What a server shows to be taken for certain hosts: a certificate and the key to it.
package struct ServerIdentity: Sendable {
    package let certificatePEM: String
    let key: P256.Signing.PrivateKey
}

extension CertificateAuthority {
    /// A new certificate for all of these names, as long valid as the authority.
    package func identity(for names: HostNames) throws -> ServerIdentity {
        let key = P256.Signing.PrivateKey()
        let publicKey = Certificate.PublicKey(key.publicKey)
        let authority = SubjectKeyIdentifier(hash: Certificate.PublicKey(self.key.publicKey))
        let extensions = try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true))
            try ExtendedKeyUsage([.serverAuth])
            SubjectAlternativeNames(names.patterns.map { .dnsName($0) })
            SubjectKeyIdentifier(hash: publicKey)
            AuthorityKeyIdentifier(keyIdentifier: authority.keyIdentifier)
        }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: .random(),
            publicKey: publicKey,
            notValidBefore: validity.lowerBound,
            notValidAfter: validity.upperBound,
            issuer: subject,
            subject: DistinguishedName { CommonName(Self.commonName(of: names)) },
            extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(self.key)
        )
        return ServerIdentity(certificatePEM: try certificate.serializeAsPEM().pemString + "\n", key: key)
    }

    /// Clients look at the other names; this one is shown to people, and has room for 64 letters.
    private static func commonName(of names: HostNames) -> String {
        names.patterns.first { $0.utf8.count <= 64 } ?? "Vitrine rehearsal"
    }
}
