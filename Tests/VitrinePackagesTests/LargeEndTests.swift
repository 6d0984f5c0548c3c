import Testing
import VitrinePackages
import VitrineTestKit

/// The record for large archives, which any archive may have.
struct LargeEndTests {
    private static let bytes = ZipWriter(entries: PackageFixture.solution).bytes()

    @Test func `an archive with a record of the large kind is read`() throws {
        #expect(try PackageFixture.look(into: Self.archive(), as: .solution).summary == [])
    }

    @Test(
        arguments: [
            (count: 3, size: nil, offset: nil, place: nil), (count: .max, size: nil, offset: nil, place: nil),
            (count: 2, size: .max, offset: nil, place: nil), (count: 2, size: 1 << 48, offset: nil, place: nil),
            (count: 2, size: nil, offset: .max, place: nil), (count: 2, size: nil, offset: nil, place: .max),
            (count: 2, size: nil, offset: nil, place: 1 << 63), (count: 2, size: nil, offset: nil, place: 0),
        ] as [(count: UInt64, size: UInt64?, offset: UInt64?, place: UInt64?)]
    )
    func `one that claims what isn't there is refused`(
        count: UInt64,
        size: UInt64?,
        offset: UInt64?,
        place: UInt64?
    ) throws {
        let bytes = Self.archive(count: count, size: size, offset: offset, place: place)
        #expect(try PackageFixture.look(into: bytes, as: .solution).summary == ["the package DamagedArchive"])
    }

    private static func archive(
        count: UInt64 = 2,
        size: UInt64? = nil,
        offset: UInt64? = nil,
        place: UInt64? = nil
    ) -> [UInt8] {
        let little = { (number: UInt64) in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
        let end = Array(bytes.suffix(22)), start = bytes.count - 22
        let realSize = UInt64(end[12]) | UInt64(end[13]) << 8, realOffset = UInt64(end[16]) | UInt64(end[17]) << 8
        let record = [0x50, 0x4B, 0x06, 0x06] + little(44) + [45, 0, 45, 0] + [UInt8](repeating: 0, count: 8)
        var archive = Array(bytes[..<start]) + record
        for number in [count, count, size ?? realSize, offset ?? realOffset] { archive += little(number) }
        archive += [0x50, 0x4B, 0x06, 0x07, 0, 0, 0, 0] + little(place ?? UInt64(start)) + [1, 0, 0, 0]
        return archive + [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 12) + [0, 0]
    }
}
