import Foundation
import Testing
import VitrineTestKit

@testable import VitrineChild

@Suite("where programs are looked for") struct ProgramSearchTests {
    @Test func `the first directory of the path that has one wins; a name with a slash is a file`() async throws {
        try await withTemporaryDirectory { directory in
            let own = try directory.program("bin/ls", "#!/bin/sh\n")
            let bin = directory.appending(path: "bin").path
            for (path, name, found) in [
                ("/nowhere:\(bin):/bin", "ls", own), ("/bin:\(bin)", "ls", "/bin/ls"), ("/nowhere", own, own),
            ] {
                #expect(try ProgramSearch(path).path(of: name) == found)
            }
            #expect(throws: ChildFailure.notFound("ls")) { try ProgramSearch("/nowhere").path(of: "ls") }
        }
    }

    @Test func `without a path it is looked for where the system's programs are`() throws {
        #expect(try ProgramSearch(nil).path(of: "true").hasSuffix("/bin/true"))
    }

    @Test func `an empty entry is the working directory`() throws {
        let failure = #expect(throws: ChildFailure.self) { try ProgramSearch(":/nowhere").path(of: "Package.swift") }
        #expect(failure == .notExecutable("Package.swift"))
    }

    @Test func `a directory whose name isn't UTF-8 is looked into`() async throws {
        try await withTemporaryDirectory { directory in
            let odd = SystemText(SystemText(directory.path + "/").content + [-1])
            let tool = SystemText(odd.content + SystemText("/tool").content)
            #expect(mkdir(odd.characters, 0o700) == 0 && symlink("/bin/sh", tool.characters) == 0)
            let found = try ProgramSearch(odd).path(of: SystemText("tool"))
            #expect(found == tool)
        }
    }

    @Test func `files and directories that can't be run are passed over for one that can`() async throws {
        try await withTemporaryDirectory { directory in
            _ = try directory.program("first/tool", "", mode: 0o644)
            _ = try directory.program("second/tool/directory", "")
            let right = try directory.program("third/tool", "#!/bin/sh\n")
            let all = ["first", "second", "third"].map { directory.appending(path: $0).path }
            #expect(try ProgramSearch(all.joined(separator: ":")).path(of: "tool") == right)
            for none in all.dropLast() {
                #expect(throws: ChildFailure.notExecutable("tool")) { try ProgramSearch(none).path(of: "tool") }
            }
        }
    }
}

extension ProgramSearch {
    fileprivate init(_ path: String) {
        self.init(SystemText(path))
    }

    fileprivate func path(of name: String) throws -> String {
        try path(of: SystemText(name)).description
    }
}
