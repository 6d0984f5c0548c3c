import Testing
import VitrineProxy

/// Which names are in a set of names.
@Suite struct HostNamesTests {
    private let names: HostNames = ["CloudPartner.azure.com", "*.blob.core.windows.net"]

    @Test(arguments: ["cloudpartner.azure.com", "CLOUDPARTNER.AZURE.COM", "a.blob.core.windows.net"])
    func `a name is found in whatever case it is written`(name: String) {
        #expect(names.contains(name))
    }

    @Test(arguments: [
        "azure.com", "xcloudpartner.azure.com", "a.cloudpartner.azure.com", "cloudpartner.azure.com.evil.example",
        "blob.core.windows.net", "a.b.blob.core.windows.net", ".blob.core.windows.net", "", "*", "net",
    ])
    func `a name that only looks alike isn't found`(name: String) {
        #expect(!names.contains(name))
    }

    @Test(arguments: [
        "", "*", "*.", "a b", "https://a.example", "a.example:443", "a.example/x", "me@a.example", "a*.example",
    ])
    func `what isn't a name is refused`(pattern: String) {
        let refusal = #expect(throws: HostNames.InvalidPattern.self) { try HostNames([pattern]) }
        #expect(refusal?.pattern == pattern)
    }
}
