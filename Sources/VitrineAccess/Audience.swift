/// The names that tokens for this server are made out to.
///
/// Every name is good with and without a slash at its end. Source: wire contract, section 7.
package struct Audience: Sendable {
    /// What deployed clients ask for.
    package static let portal = "https://cloudpartner.azure.com"

    private let names: Set<String>

    /// An audience of these names; empty ones are left out.
    package init(_ names: [String] = [portal]) {
        self.names = Set(names.map(Self.withoutSlash)).subtracting([""])
    }

    package func accepts(_ name: String) -> Bool { names.contains(Self.withoutSlash(name)) }

    private static func withoutSlash(_ name: String) -> String {
        name.hasSuffix("/") ? String(name.dropLast()) : name
    }
}
