import Crypto
package import Foundation
import SwiftASN1
import X509

/// An authority of our own, made on the spot, that vouches for the hosts that are intercepted.
///
/// Its private key is in memory only and is never written: whoever was told to trust this authority trusts nobody any more
/// once the process is gone.
package struct CertificateAuthority: Sendable {
    /// The authority's certificate, ending with a newline: what a client has to trust.
    package let pem: String

    let key: P256.Signing.PrivateKey
    let subject: DistinguishedName
    let validity: Range<Date>

    /// - Parameters:
    ///   - lifetime: How long the authority, and all it vouches for, is valid.
    ///   - now: The present time. Validity begins an hour earlier, for clients whose clock is slow.
    /// - Throws: When the library can't write the certificate down, which only a mistake of ours makes happen.
    package init(lifetime: Duration = .seconds(30 * 86_400), now: Date = Date()) throws {
        key = P256.Signing.PrivateKey()
        let serial = Certificate.SerialNumber.random()
        // Two runs in one trust store must not be taken for the same authority.
        let run = serial.bytes.prefix(4).map { String($0, radix: 16) }.joined()
        subject = try DistinguishedName { CommonName("Vitrine rehearsal \(run)") }
        let end = max(now, now.addingTimeInterval(Double(lifetime.components.seconds)))
        validity = now.addingTimeInterval(-3600)..<end
        let publicKey = Certificate.PublicKey(key.publicKey)
        let extensions = try Certificate.Extensions {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            SubjectKeyIdentifier(hash: publicKey)
            AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: publicKey).keyIdentifier)
        }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: serial,
            publicKey: publicKey,
            notValidBefore: validity.lowerBound,
            notValidAfter: validity.upperBound,
            issuer: subject,
            subject: subject,
            extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(key)
        )
        pem = try certificate.serializeAsPEM().pemString + "\n"
    }
}

extension Certificate.SerialNumber {
    /// 16 random bytes that are a positive number as they stand. Some clients refuse zero, negative numbers, and more than
    /// 20 bytes. Source: RFC 5280, section 4.1.2.2.
    static func random() -> Self {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        bytes[0] = bytes[0] & 0x3F | 0x40
        return Self(bytes: bytes)
    }
}
