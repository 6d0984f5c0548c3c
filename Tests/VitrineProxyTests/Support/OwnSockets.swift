import Foundation

/// TCP sockets of this process that were bound to a port at one moment.
///
/// They are known by their inodes: a port that was let go may be another test's a moment later.
struct OwnSockets {
    private let inodes: Set<String>

    var count: Int { inodes.count }

    init(boundTo port: Int) throws {
        let suffix = ":" + String(format: "%04X", port)
        // A file of the system has no size; read at once, a part of it would be taken for the whole.
        let table = try FileHandle(forReadingFrom: URL(filePath: "/proc/net/tcp")).readToEnd() ?? Data()
        let bound = String(decoding: table, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
            .filter { fields in
                fields.count > 9 && fields[1].hasSuffix(suffix)
            }
        inodes = try Self.all.intersection(bound.map { String($0[9]) })
    }

    /// How many of them this process still has.
    var open: Int { get throws { try inodes.intersection(Self.all).count } }

    private static var all: Set<String> {
        get throws {
            let descriptors = "/proc/self/fd"
            let targets = try FileManager.default.contentsOfDirectory(atPath: descriptors).compactMap { name in
                // One that was closed since is nobody's.
                try? FileManager.default.destinationOfSymbolicLink(atPath: "\(descriptors)/\(name)")
            }
            return Set(targets.compactMap { $0.firstMatch(of: /^socket:\[(\d+)\]$/).map { String($0.1) } })
        }
    }
}
