import Crypto
import Foundation
import VitrineCore

/// Wraps with AES-GCM, as the product does.
struct MasterKey: KeyWrapping {
    let id: String
    private let key = SymmetricKey(size: .bits256)

    init(id: String = "master") {
        self.id = id
    }

    func wrap(_ secret: [UInt8], context: String) throws -> SealedBox {
        let sealed = try AES.GCM.seal(secret, using: key, authenticating: Data(context.utf8))
        return SealedBox(keyID: id, bytes: Array(sealed.combined ?? Data()))
    }

    func unwrap(_ box: SealedBox, context: String) throws -> [UInt8] {
        guard box.keyID == id else { throw KeyUnavailable(keyID: box.keyID) }
        let sealed = try AES.GCM.SealedBox(combined: box.bytes)
        return try Array(AES.GCM.open(sealed, using: key, authenticating: Data(context.utf8)))
    }
}
