import Foundation
import Testing

@testable import VitrineChild

@Suite("the table of processes") struct ProcessTableTests {
    @Test(arguments: [
        ("12 (sh) S 3 12 1 0", ProcessTable.Entry(id: 12, parent: 3, hasEnded: false)),
        ("12 (sh) Z 3 12 1 0", .init(id: 12, parent: 3, hasEnded: true)),
        ("12 (sh) X 3 12 1 0", .init(id: 12, parent: 3, hasEnded: true)),
        ("12 (a b) S 3 12", .init(id: 12, parent: 3, hasEnded: false)),
        ("12 (a) Z 9 (b) T 3 12", .init(id: 12, parent: 3, hasEnded: false)),
        ("12 (\n) R 3 12", .init(id: 12, parent: 3, hasEnded: false)),
        ("12 () R 3 12", .init(id: 12, parent: 3, hasEnded: false)),
    ])
    func `a process's line is read whatever its name is`(line: String, entry: ProcessTable.Entry) {
        #expect(ProcessTable.entry(line) == entry)
    }

    @Test func `a process is another than one that began earlier with its id`() {
        let lines = ["100", "200"].map { "12 (sh) S 3 12 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 \($0) 0" }
        let identities = lines.map { ProcessTable.entry($0)?.identity }
        #expect(identities == [.init(id: 12, start: 100), .init(id: 12, start: 200)])
    }

    @Test(arguments: ["", "12", "12 (sh", "12 (sh)", "12 (sh) S", "x (sh) S 3", "12 (sh) S x"])
    func `what is no process's line is none`(line: String) {
        #expect(ProcessTable.entry(line) == nil)
    }

    @Test func `this process is in it, with its parent`() {
        #expect(ProcessTable.read().contains { $0.id == getpid() && $0.parent == getppid() && !$0.hasEnded })
    }
}
