import Testing
import VitrineArtifacts

@Suite struct DiskFooterTests {
    private static let size = 64 * 1_048_576
    private static let allowed = 1_048_576...(1 << 40)

    /// The footer of a fixed disk, its checksum right unless `tamper` follows it.
    private static func footer(
        type: UInt8 = 2,
        size: UInt64 = UInt64(size),
        tamper: (inout [UInt8]) -> Void = { _ in }
    ) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 512)
        bytes.replaceSubrange(0..<8, with: "conectix".utf8)
        bytes.replaceSubrange(8..<16, with: [0, 0, 0, 2, 0, 1, 0, 0])
        bytes.replaceSubrange(16..<24, with: [UInt8](repeating: 0xFF, count: 8))
        bytes.replaceSubrange(48..<56, with: (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) })
        bytes[63] = type
        let sum = ~bytes.reduce(UInt32(0)) { $0 + UInt32($1) }
        bytes.replaceSubrange(64..<68, with: (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) })
        tamper(&bytes)
        return bytes
    }

    @Test func `a fixed disk is as large as its footer says`() throws {
        let disk = try DiskFooter(Self.footer(), fileLength: Self.size + 512, sizes: Self.allowed)
        #expect(disk.size == Self.size)
    }

    struct Row: Sendable {
        let footer: [UInt8]
        var fileLength = size + 512
        var sizes = allowed
        let fault: DiskFault
    }

    private static let rows: [Row] = [
        Row(footer: [], fault: .noFooter),
        Row(footer: Array(footer().dropLast()), fault: .noFooter),
        Row(footer: footer() + [0], fault: .noFooter),
        Row(footer: footer { $0[0] = 0x43 }, fault: .noFooter),
        Row(footer: footer { $0[67] ^= 1 }, fault: .wrongChecksum),
        Row(footer: footer { $0[511] = 1 }, fault: .wrongChecksum),
        Row(footer: footer(type: 3), fault: .notFixed(.dynamic)),
        Row(footer: footer(type: 4), fault: .notFixed(.differencing)),
        Row(footer: footer(type: 0), fault: .notFixed(.other)),
        Row(footer: footer(size: UInt64(size) + 512), fault: .notWholeMegabytes(UInt64(size) + 512)),
        Row(footer: footer(size: .max << 20), fault: .notWholeMegabytes(.max << 20)),
        Row(footer: footer(), fileLength: size, fault: .wrongFileLength(size, diskSize: size)),
        Row(footer: footer(), fileLength: size + 513, fault: .wrongFileLength(size + 513, diskSize: size)),
        Row(footer: footer(), sizes: 1...(size - 1), fault: .sizeNotAllowed(size, allowed: 1...(size - 1))),
        Row(
            footer: footer(),
            sizes: (size + 1)...(size + 2),
            fault: .sizeNotAllowed(size, allowed: (size + 1)...(size + 2))
        ),
    ]

    @Test(arguments: rows)
    func `what is wrong with a disk is said`(row: Row) {
        #expect(throws: row.fault) { try DiskFooter(row.footer, fileLength: row.fileLength, sizes: row.sizes) }
    }

    @Test func `every sentence is one`() {
        for row in Self.rows { #expect(row.fault.description.hasSuffix(".")) }
    }
}
