import Testing
import VitrineDelivery

@Suite struct OutboundAddressRuleTests {
    @Test(arguments: [
        ("0.0.0.0", "unspecified"), ("0.1.2.3", "unspecified"),
        ("10.0.0.0", "private"), ("10.255.255.255", "private"),
        ("100.64.0.0", "carrier-grade NAT"), ("100.127.255.255", "carrier-grade NAT"),
        ("127.0.0.1", "loopback"), ("127.255.255.254", "loopback"),
        ("169.254.0.1", "link-local"), ("169.254.169.254", "link-local"),
        ("172.16.0.0", "private"), ("172.31.255.255", "private"),
        ("192.0.0.8", "protocol assignments"), ("192.0.2.1", "documentation"), ("192.88.99.1", "6to4 relay"),
        ("192.168.0.0", "private"), ("192.168.255.255", "private"),
        ("198.18.0.1", "benchmarking"), ("198.19.255.255", "benchmarking"),
        ("198.51.100.7", "documentation"), ("203.0.113.7", "documentation"),
        ("224.0.0.1", "multicast"), ("239.255.255.255", "multicast"),
        ("240.0.0.1", "reserved"), ("255.255.255.254", "reserved"), ("255.255.255.255", "broadcast"),
        ("::", "unspecified"), ("::1", "loopback"), ("::2", "IPv4-compatible, unspecified"),
        ("::127.0.0.1", "IPv4-compatible, loopback"), ("::10.1.2.3", "IPv4-compatible, private"),
        ("::ffff:127.0.0.1", "IPv4-mapped, loopback"), ("::ffff:a9fe:a9fe", "IPv4-mapped, link-local"),
        ("::ffff:0:7f00:1", "not public"),
        ("64:ff9b::10.0.0.1", "NAT64, private"), ("64:ff9b::169.254.169.254", "NAT64, link-local"),
        ("64:ff9b:1::1", "not public"), ("100::1", "not public"),
        ("2001::1", "Teredo"), ("2001:2::1", "protocol assignments"), ("2001:1ff::1", "protocol assignments"),
        ("2001:db8::1", "documentation"), ("3fff:fff::1", "documentation"),
        ("2002:7f00:1::", "6to4, loopback"), ("2002:c0a8:101::1", "6to4, private"),
        ("4000::1", "not public"), ("5f00::1", "not public"),
        ("fc00::1", "unique local"), ("fdff::1", "unique local"),
        ("fe80::1", "link-local"), ("febf::1", "link-local"), ("fec0::1", "not public"),
        ("ff02::1", "multicast"),
    ])
    func `an address that isn't public is refused as what it is`(text: String, kind: String) throws {
        let address = try #require(IPAddress(text))
        #expect(OutboundAddressRule.refusal(of: address) == kind)
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0", "223.255.255.255", "2000::1", "2001:200::1", "2606:4700:4700::1111",
        "2a00:1450::1", "::ffff:1.1.1.1", "::1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::1", "3fff:1000::1",
    ])
    func `an address of the public may be called, at the edges of ranges too`(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(OutboundAddressRule.refusal(of: address) == nil)
    }

    @Test(arguments: ["", "1.2.3", "01.2.3.4", "0x7f.0.0.1", "2130706433", "1.2.3.4 ", "fe80::1%lo", "[::1]", ":::"])
    func `other notations are no addresses`(text: String) {
        #expect(IPAddress(text) == nil)
    }
}
