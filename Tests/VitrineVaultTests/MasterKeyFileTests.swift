import Foundation
import Testing
import VitrineTestKit
import VitrineVault

struct MasterKeyFileTests {
    @Test func `a new file has one key and is its owner's alone`() async throws {
        try await withFile { file in
            #expect(!file.exists)
            try file.create()
            #expect(file.exists)
            #expect(try file.mode == 0o600)
            #expect(try file.read().count == 1)
        }
    }

    @Test func `a file that is there is never overwritten`() async throws {
        try await withFile { file in
            try file.create()
            let text = try file.text
            try file.create()
            #expect(try file.text == text)

            try Data("not a key".utf8).write(to: file.url)
            try file.create()
            #expect(try file.text == "not a key")
        }
    }

    @Test(arguments: [0o604, 0o640, 0o660, 0o644, 0o666, 0o610, 0o601])
    func `a file that others can get at is refused`(mode: Int) async throws {
        try await withFile { file in
            try file.create()
            try file.setMode(mode)
            #expect(throws: MasterKeyError.tooOpen(path: file.url.path)) { try file.read() }
            #expect(throws: MasterKeyError.self) { try file.addNewKey() }
            #expect(try file.mode == mode)
        }
    }

    @Test(arguments: [0o600, 0o400])
    func `a file that is its owner's alone is read`(mode: Int) async throws {
        try await withFile { file in
            try file.create()
            try file.setMode(mode)
            #expect(try file.read().count == 1)
        }
    }

    @Test func `a new key comes before the old ones, which stay`() async throws {
        try await withFile { file in
            try file.create()
            var ids = try file.read().map(\.id)
            for _ in 0..<3 {
                let key = try file.addNewKey()
                ids.insert(key.id, at: 0)
                #expect(try file.read().map(\.id) == ids)
                #expect(try file.mode == 0o600)
            }
            #expect(try file.names == ["master.keys"])
        }
    }

    @Test func `what a rotation that was cut short left behind does no harm`() async throws {
        try await withFile { file in
            try file.create()
            let left = URL(filePath: file.url.path + ".new")
            try Data("half a k".utf8).write(to: left)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: left.path)
            try file.addNewKey()
            #expect(try file.read().count == 2)
            #expect(try file.mode == 0o600)
            #expect(try file.names == ["master.keys"])
        }
    }

    @Test func `of several processes that make the file at once, all have the same key`() async throws {
        for _ in 0..<20 {
            try await withFile { file in
                let keys = try await atOnce(8) {
                    try file.create()
                    return try file.read().map(\.id)
                }
                #expect(Set(keys).count == 1)
                #expect(keys[0].count == 1)
            }
        }
    }

    @Test func `of several rotations at once none loses another's key`() async throws {
        try await withFile { file in
            try file.create()
            let first = try file.read().map(\.id)
            let added = try await atOnce(12) { try file.addNewKey().id }
            #expect(Set(try file.read().map(\.id)) == Set(first + added))
        }
    }

    @Test func `a file that isn't there can't be read`() async throws {
        try await withFile { file in
            #expect(throws: (any Error).self) { try file.read() }
            #expect(throws: (any Error).self) { try file.addNewKey() }
            #expect(!file.exists)
        }
    }

    private func withFile(_ work: (MasterKeyFile) async throws -> Void) async throws {
        try await withTemporaryDirectory { try await work(MasterKeyFile($0.appending(path: "master.keys"))) }
    }

    private func atOnce<Value: Sendable>(_ count: Int, _ work: @escaping @Sendable () throws -> Value) async throws
        -> [Value]
    {
        try await withThrowingTaskGroup(of: Value.self) { group in
            for _ in 0..<count { group.addTask { try work() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}

extension MasterKeyFile {
    fileprivate var text: String { get throws { try String(contentsOf: url, encoding: .utf8) } }

    fileprivate var mode: Int? {
        get throws { try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int }
    }

    fileprivate func setMode(_ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    }

    fileprivate var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path) }
    }
}
