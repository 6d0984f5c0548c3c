import ExactJSON
import VitrineCore
import VitrineTestKit

extension SealedSecret {
    /// A secret sealed by `key-1` that stands where its path says.
    static func fixture(_ path: String, text: String = "sealed") -> SealedSecret {
        fixture(path, pointer: JSONPointer(path), text: text)
    }

    static func fixture(_ path: String, pointer: JSONPointer?, text: String = "sealed") -> SealedSecret {
        SealedSecret(path: SecretPath(path), pointer: pointer, value: .fixture("key-1", text))
    }
}
