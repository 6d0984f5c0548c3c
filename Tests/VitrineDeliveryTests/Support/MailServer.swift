import Foundation

/// aiosmtpd (Debian: python3-aiosmtpd) in a process of its own, on a free port of loopback.
struct MailServer {
    enum Mode {
        case plain
        case startTLS(Certificate)
        case smtps(Certificate)
    }

    /// A mail as Python's own parser reads it.
    struct Received: Decodable {
        let sender: String
        let recipients: [String]
        let headers: [String: String]
        let text: String
        let defects: [String]
        let raw: String
        let greeting: String
        let isEncrypted: Bool
        let user: String?
    }

    let port: Int
    private let file: URL

    /// What was taken in so far. The server writes a mail down before it says that it took it.
    func received() throws -> [Received] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Received.self, from: Data($0.utf8))
        }
    }

    /// Gives `work` a server, and ends it afterwards. Fails with Python's words where aiosmtpd isn't installed.
    static func with(_ mode: Mode = .plain, in directory: URL, _ work: (MailServer) async throws -> Void) async throws {
        let file = directory.appending(path: "mails")
        let child = try Child(
            "/usr/bin/python3",
            [script.path, file.path] + arguments(mode),
            errors: directory.appending(path: "mail-server.log")
        )
        do {
            let line = try await child.line()
            guard let port = Int(line) else { throw Child.Failed(sentence: "No port: \(line)") }
            try await work(MailServer(port: port, file: file))
        } catch {
            await child.end()
            throw error
        }
        await child.end()
    }

    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Scripts/mail-server.py")

    private static func arguments(_ mode: Mode) -> [String] {
        switch mode {
        case .plain: ["plain"]
        case .startTLS(let pair): ["starttls", pair.certificate, pair.key]
        case .smtps(let pair): ["smtps", pair.certificate, pair.key]
        }
    }
}
