import ExactJSON
import Foundation
import HTTPTypes
import VitrineCore
import VitrineTestKit

/// A portal that fetches files, and a web server of the publisher's that has some.
struct FileRoom: Sendable {
    let portal: Portal
    let files: HookServer

    static func with(
        settings: [String: String] = [:],
        _ work: @escaping @Sendable (FileRoom) async throws -> Void
    ) async throws {
        try await HookServer.with { files in
            for (name, side) in [("48.png", 48), ("90.png", 90), ("216.png", 216)] {
                files.serve(SampleFiles.png(side, side), as: name)
            }
            files.serve(SampleFiles.png(255, 115), as: "255.png")
            files.serve(SampleFiles.disk(), as: "vm.vhd", headers: ["x-ms-blob-type": "PageBlob"])
            let own = [
                "artifacts.policy": "fetch", "outbound.allowed-hosts": "127.0.0.1",
                "server.public-url": "https://vitrine.example",
            ]
            try await Portal.with(settings: own.merging(settings) { $1 }) { portal in
                try await work(FileRoom(portal: portal, files: files))
            }
        }
    }

    /// Where the publisher's files are.
    var base: String { "http://127.0.0.1:\(files.port)/files" }

    /// The sample offer, whose files are all there.
    func body(_ plans: [String] = ["a"]) -> String { here(SampleOffer.body(plans: plans)) }

    /// A text whose URLs lead to the publisher's files.
    func here(_ text: String) -> String {
        text.replacing("https://contoso.example/privacy", with: "https://privacy.invalid/")
            .replacing("https://contoso.example", with: base)
            .replacing("https://contoso.blob.core.example/images", with: base)
    }

    /// Fetches everything that is due.
    func fetch() async throws {
        try await portal.fixture.fetch()
    }

    func logo(_ path: String = .offer) async throws -> String {
        let answer = try await portal.get(path)
        return try answer.json["definition"]?["offer"]?["microsoft-azure-marketplace.largeLogo"]?.string ?? "none"
    }

    /// What a URL of the portal's own leads to.
    func follow(_ url: String, range: String? = nil) async throws -> Answer {
        let target = url.replacing("https://vitrine.example", with: "")
        return try await portal.send(.get, target, as: .nobody, range.map { [.range: $0] } ?? [:])
    }

    /// The messages of the newest operation's steps, those of steps that aren't about files aside.
    func messages() async throws -> [String] {
        let rows = try await portal.get(.offer + "/submissions").json.elements
        let id = rows.map { $0 }.first?["id"]?.string ?? ""
        let steps = try await portal.get("\(String.offer)/operations/\(id)").json["steps"]?.elements.map { $0 } ?? []
        return steps.flatMap { step in
            step["messages"]?.elements.compactMap { $0["messageHtml"]?.string }.filter { $0 != "Done." } ?? []
        }
    }
}
