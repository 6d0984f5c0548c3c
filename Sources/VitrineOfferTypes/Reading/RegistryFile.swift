/// One file of the registry: a type or a module, as JSON.
package struct RegistryFile: Sendable {
    /// The name that errors show.
    package let name: String
    package let bytes: [UInt8]

    package init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}
