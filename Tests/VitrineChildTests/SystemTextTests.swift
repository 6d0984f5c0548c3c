import Foundation
import Testing

@testable import VitrineChild

@Suite("text as the system has it") struct SystemTextTests {
    @Test func `what isn't UTF-8 is kept, and replaced where it is shown`() {
        let text = SystemText([0x61, -1])
        #expect(text.description == "a\u{FFFD}")
        #expect(text.characters == [0x61, -1, 0])
        #expect(SystemText("Ä\0more") == SystemText("Ä"))
    }

    @Test func `the last arguments get back the bytes that a string has lost`() {
        let all = [SystemText("vitrine"), SystemText("--"), SystemText("tool"), SystemText([-1])]
        #expect(SystemText.original(["tool", "\u{FFFD}"], in: all) == Array(all.suffix(2)))
        for others in [["tool", "other"], [], ["a", "b", "c", "d", "e"]] {
            #expect(SystemText.original(others, in: all) == others.map { SystemText($0) })
        }
    }

    @Test func `this process's arguments and variables are found`() {
        #expect(SystemText.ofProcess.map(\.description) == CommandLine.arguments)
        let path = ProcessInfo.processInfo.environment["PATH"]
        #expect(ChildEnvironment.current["PATH"]?.description == path)
    }
}
