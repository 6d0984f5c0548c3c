import Foundation
import Testing
import VitrinePackages
import VitrineTestKit

/// Whatever is sent, looking ends: in nothing, or in problems that can be told.
struct PackageFuzzTests {
    private static let archive = ZipWriter(
        entries: PackageFixture.solution + [
            ZipWriter.Entry(
                "main-template.json",
                #"{"parameters":{"a":{"metadata":{"type":"username"}}},"resources":[]}"#
            ),
            ZipWriter.Entry("nested/", ""), ZipWriter.Entry("nested/x.json", "{}"),
        ]
    ).bytes()

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `changed bytes end in problems that can be told`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            var bytes = Self.archive
            for _ in 0..<Int.random(in: 1...6, using: &generator) { bytes.change(using: &generator) }
            for kind in PackageKind.allCases { try look(into: bytes, as: kind) }
        }
    }

    @Test func `a file cut short anywhere is damaged`() throws {
        for length in 2..<Self.archive.count {
            let found = try PackageFixture.look(into: Array(Self.archive[..<length]), as: .solution)
            #expect(found.summary == ["the package DamagedArchive"])
        }
    }

    private func look(into bytes: [UInt8], as kind: PackageKind) throws {
        let found = try PackageFixture.look(into: bytes, as: kind)
        #expect(found.problems.count <= 50)
        #expect(found.isComplete || !found.problems.isEmpty)
        for problem in found.problems {
            #expect(problem.code != .unreadable, "\(problem)")
            #expect(problem.message.unicodeScalars.allSatisfy { $0.value >= 0x20 })
            #expect(problem.place.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        }
    }
}

extension [UInt8] {
    /// Flips a bit, cuts a piece out, doubles one, or puts the largest or smallest number somewhere, mostly near the end.
    fileprivate mutating func change(using generator: inout SeededGenerator) {
        guard count > 64 else { return }
        let isNearEnd = Bool.random(using: &generator)
        let start = Int.random(in: isNearEnd ? count - 60..<count : 0..<count, using: &generator)
        let piece = start..<Swift.min(count, start + Int.random(in: 1...40, using: &generator))
        switch Int.random(in: 0..<6, using: &generator) {
        case 0, 1: self[start] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: removeSubrange(piece)
        case 3: insert(contentsOf: self[piece], at: start)
        case 4: for place in piece.prefix(4) { self[place] = 0xFF }
        default: for place in piece.prefix(4) { self[place] = 0 }
        }
    }
}
