/// The syntax of e-mail addresses that are taken: what real mailboxes have, not all that RFC 5321 allows.
package enum EmailAddress {
    /// Whether `text` is `local@domain` of at most 254 bytes: a dotted local part of letters, digits and
    /// ``!#$%&'*+-/=?^_`{|}~``, and a domain of labels. No quotes, no comments, no address literals; ASCII only.
    package static func isValid(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, parts[0].count <= 64 else { return false }
        return isDotted(parts[0], of: isLocal) && isDomain(parts[1])
    }

    private static func isDomain(_ domain: Substring.UTF8View.SubSequence) -> Bool {
        guard isDotted(domain, of: { isAlphanumeric($0) || $0 == 0x2D }) else { return false }
        return domain.split(separator: 0x2E).allSatisfy { label in
            label.count <= 63 && label.first != 0x2D && label.last != 0x2D
        }
    }

    /// Whether `text` is runs of bytes that `allowed` lets pass, with single dots between them.
    private static func isDotted(_ text: Substring.UTF8View.SubSequence, of allowed: (UInt8) -> Bool) -> Bool {
        text.split(separator: 0x2E, omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(allowed) }
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
