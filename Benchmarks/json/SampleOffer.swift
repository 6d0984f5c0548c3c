import ExactJSON

/// A virtual machine offer of about 8 KB, in the shape that pipelines send.
enum SampleOffer {
    static func compact() -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 9000)
        writer.beginObject()
        writer.members([
            ("publisherId", "fabrikam"), ("offerTypeId", "microsoft-azure-virtualmachines"), ("id", "fabrikam-router"),
        ])
        writer.name("definition")
        writer.beginObject()
        writer.members([("displayText", "Fabrikam Router 7 – für Rechenzentren")])
        writer.name("offer")
        writeOffer(to: &writer)
        writer.name("plans")
        writer.beginArray()
        for number in 1...4 { writePlan(number, to: &writer) }
        writer.endArray()
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    private static func writeOffer(to writer: inout JSONWriter) {
        let description = String(repeating: "<p>Routes packets between \"virtual\" networks.</p>\n", count: 24)
        let fields = [
            ("title", "Fabrikam Router 7"), ("summary", "A router that fits in one machine"),
            ("longSummary", "A router that fits in one machine and is set up by one file"),
            ("description", description), ("offerMarketingUrlIdentifier", "fabrikam-router"),
            ("smallLogo", "https://images.fabrikam.example/router/48x48.png"),
            ("mediumLogo", "https://images.fabrikam.example/router/90x90.png"),
            ("largeLogo", "https://images.fabrikam.example/router/216x216.png"),
            ("wideLogo", "https://images.fabrikam.example/router/255x115.png"),
            ("leadDestination", "None"), ("privacyURL", "https://fabrikam.example/privacy"),
            ("termsOfUse", String(repeating: "The licence of Fabrikam Router applies. ", count: 12)),
            ("engineeringContactName", "Jo Doe"), ("engineeringContactEmail", "jo@fabrikam.example"),
            ("engineeringContactPhone", "555-0100"), ("supportContactName", "Kim Doe"),
            ("supportContactEmail", "kim@fabrikam.example"), ("supportContactPhone", "555-0101"),
            ("publicAzureSupportUrl", "https://fabrikam.example/support"), ("fairfaxSupportUrl", ""),
        ]
        writer.beginObject()
        writer.members(fields.map { ("microsoft-azure-marketplace.\($0)", $1) })
        writer.name("microsoft-azure-marketplace.screenshots")
        writer.beginArray()
        writer.endArray()
        writer.endObject()
    }

    private static func writePlan(_ number: Int, to writer: inout JSONWriter) {
        let prefix = "microsoft-azure-virtualmachines."
        writer.beginObject()
        writer.members([
            ("planId", "router-\(number)"), (prefix + "skuTitle", "Router with \(number) lines"),
            (prefix + "skuSummary", "For \(number) lines at once"), (prefix + "operatingSystemFamily", "Linux"),
            (prefix + "osType", "Ubuntu"), (prefix + "defaultImageSizeGB", "30"),
        ])
        writer.name(prefix + "cloudAvailability")
        writer.beginArray()
        for cloud in ["PublicAzure", "Fairfax"] { writer.string(cloud) }
        writer.endArray()
        writer.name(prefix + "hideSKUForSolutionTemplate")
        writer.bool(false)
        writer.name("virtualMachinePricing")
        writePrices(to: &writer)
        writer.name(prefix + "vmImages")
        writeImages(to: &writer)
        writer.endObject()
    }

    private static func writePrices(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("isByol")
        writer.bool(false)
        writer.name("freeTrialDurationInMonths")
        writer.integer(1)
        writer.name("coreMultiplier")
        writer.beginObject()
        writer.name("individually")
        writer.beginObject()
        for (cores, price) in zip(
            [1, 2, 4, 8, 16, 32, 64, 128],
            ["0.05", "0.1", "0.2", "0.40", "0.8", "1.6", "3.2", "6.4"]
        ) {
            writer.name("\(cores)core")
            writer.raw(Array(price.utf8))
        }
        writer.endObject()
        writer.endObject()
        writer.endObject()
    }

    private static func writeImages(to writer: inout JSONWriter) {
        writer.beginObject()
        for version in ["7.0.1", "7.1.0", "7.1.1"] {
            writer.name(version)
            writer.beginObject()
            writer.members([
                ("osVhdUrl", "https://disks.fabrikam.example/vhds/router-\(version).vhd?sv=2017-04-17&sig=abc%3D")
            ])
            writer.name("lunVhdDetails")
            writer.beginArray()
            writer.endArray()
            writer.endObject()
        }
        writer.endObject()
    }

    /// The same with line breaks and an indentation of two spaces.
    static func indented(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var depth = 0
        var isInString = false
        var isEscaped = false
        for byte in text {
            let isClosing = !isInString && (byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]"))
            if isClosing {
                depth -= 1
                result.breakLine(indentation: depth * 2)
            }
            result.append(byte)
            if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            guard !isInString else { continue }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                result.breakLine(indentation: depth * 2)
            case UInt8(ascii: ","): result.breakLine(indentation: depth * 2)
            case UInt8(ascii: ":"): result.append(UInt8(ascii: " "))
            default: break
            }
        }
        return result
    }
}

extension JSONWriter {
    fileprivate mutating func members(_ members: [(String, String)]) {
        for (name, value) in members {
            self.name(name)
            string(value)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func breakLine(indentation: Int) {
        append(UInt8(ascii: "\n"))
        append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
    }
}
