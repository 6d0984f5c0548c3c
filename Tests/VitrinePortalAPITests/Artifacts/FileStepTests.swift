import ExactJSON
import Testing
import VitrineCore
import VitrineTestKit

/// What a publish says of the files that an offer leads to.
@Suite(.timeLimit(.minutes(15))) struct FileStepTests {
    @Test func `a publish waits until its files are there, and what is live keeps them`() async throws {
        try await FileRoom.with { room in
            _ = try await room.portal.put(.offer, room.body())
            try await room.portal.publish()
            try await room.portal.fixture.work()
            #expect(try await room.portal.status() == "running")
            try await room.fetch()
            room.portal.clock.advance(seconds: 2)
            try await room.portal.fixture.work()
            #expect(try await room.portal.status() == "waitingForPublisherReview")
            #expect(try await room.messages() == [])
            try await room.portal.goLive()
            try await room.portal.fixture.work()
            let live = try await room.logo(.offer + "/slot/production")
            // The file behind the URL becomes another one: the draft shows that, and what is live doesn't.
            room.files.serve(SampleFiles.png(300, 300), as: "216.png")
            _ = try await room.portal.put(.offer, room.body(["b"]))
            try await room.fetch()
            #expect(try await room.logo(.offer + "/slot/production") == live)
            #expect(try await room.logo() != live)
        }
    }

    @Test(
        arguments: [
            ("216.png", SampleFiles.png(100, 100), "largeLogo: The picture has 100 × 100 pixels; it must have "),
            ("216.png", Array(SampleFiles.png(216, 216).dropLast(20)), "largeLogo: The picture is cut off"),
            ("216.png", Array("GIF89a\u{1}\0\u{1}\0\0\0\0;".utf8), "largeLogo: The file must be a PNG picture"),
            ("216.png", [], "largeLogo: The file must be a PNG picture"),
            ("vm.vhd", SampleFiles.disk(cookie: "conectiy"), "osVhdUrl: The file doesn't end with the footer of a VHD"),
            ("vm.vhd", Array(SampleFiles.disk().dropFirst(512)), "osVhdUrl: The file has 1048576 bytes"),
        ] as [(String, [UInt8], String)]
    )
    func `a file that isn't what it must be ends the publish, with its place`(
        name: String,
        bytes: [UInt8],
        words: String
    ) async throws {
        try await FileRoom.with { room in
            room.files.serve(bytes, as: name, headers: ["x-ms-blob-type": "PageBlob"])
            _ = try await room.portal.put(.offer, room.body())
            try await room.publishWithFiles()
            let messages = try await room.messages().map { $0.replacing("&#39;", with: "'") }
            #expect(messages.contains { $0.hasPrefix("/definition/") && $0.contains(words) }, "\(messages)")
            #expect(messages.contains { $0.contains(room.base) } == false)
        }
    }

    @Test func `what is published again unchanged keeps its files`() async throws {
        try await FileRoom.with { room in
            _ = try await room.portal.put(.offer, room.body())
            try await room.fetch()
            for _ in 0..<2 {
                try await room.publishWithFiles()
                #expect(try await room.portal.status() == "waitingForPublisherReview")
                room.portal.clock.advance(seconds: 10)
            }
            #expect(room.files.requests.count { $0.path.hasSuffix("216.png") } == 1)
            let shown = try await room.logo(.offer + "/slot/preview")
            #expect(try await room.logo() == shown)
        }
    }

    @Test func `a disk that is no page blob is told apart`() async throws {
        try await FileRoom.with { room in
            room.files.serve(SampleFiles.disk(), as: "vm.vhd", headers: ["x-ms-blob-type": "BlockBlob"])
            _ = try await room.portal.put(.offer, room.body())
            try await room.publishWithFiles()
            #expect(try await room.portal.status() == "failed")
            #expect(
                try await room.messages().contains { $0.contains("The disk is a BlockBlob; it must be a page blob.") }
            )
        }
    }

    @Test func `a file that isn't there, or is somewhere that nobody may go, ends the publish`() async throws {
        try await FileRoom.with { room in
            let body = room.body().replacing("\(room.base)/216.png", with: "\(room.base)/none.png")
                .replacing("\(room.base)/48.png", with: "https://10.0.0.1/48.png")
            _ = try await room.portal.put(.offer, body)
            try await room.publishWithFiles()
            #expect(try await room.portal.status() == "failed")
            let messages = try await room.messages()
            #expect(messages.contains { $0.contains("largeLogo: The file can") && $0.contains("The answer was 404.") })
            #expect(messages.contains { $0.contains("smallLogo: The file can") && $0.contains("not called (private)") })
        }
    }

    @Test func `a file that may come later is tried again before the publish gives up`() async throws {
        try await FileRoom.with { room in
            let body = room.body().replacing("/files/216.png", with: "/status/503")
            _ = try await room.portal.put(.offer, body)
            try await room.portal.publish()
            for pause in [0, 1, 5] {
                room.portal.clock.advance(seconds: Int64(pause))
                try await room.fetch()
                try await room.portal.fixture.work()
                #expect(try await room.portal.status() == "running")
            }
            room.portal.clock.advance(seconds: 20)
            try await room.fetch()
            room.portal.clock.advance(seconds: 2)
            try await room.portal.fixture.work()
            #expect(try await room.portal.status() == "failed")
        }
    }

    @Test func `a server that keeps URLs says so, and calls nobody`() async throws {
        try await FileRoom.with(settings: ["artifacts.policy": "keep"]) { room in
            _ = try await room.portal.put(.offer, room.body())
            try await room.portal.publishToPreview()
            #expect(room.files.requests.isEmpty)
            let messages = try await room.messages()
            #expect(messages.count == 2)
            #expect(messages.allSatisfy { $0.hasPrefix("This server keeps the URLs of files as they are") })
            #expect(try await room.logo() == "\(room.base)/216.png")
        }
    }

    @Test(
        arguments: [
            (
                [("mainTemplate.json", "{}"), ("createUiDefinition.json", "{}")], "succeeded",
                "No deployment in the package"
            ),
            (
                [("mainTemplate.json", attributed), ("createUiDefinition.json", "{}")], "succeeded",
                "mainTemplate.json: "
            ),
            ([("mainTemplate.json", "{}")], "failed", "createUiDefinition.json"),
            ([("solution/mainTemplate.json", "{}"), ("solution/createUiDefinition.json", "{}")], "failed", "solution"),
        ] as [([(String, String)], String, String)]
    )
    func `a package is looked into, and whom its usage counts for is asked`(
        files: [(String, String)],
        outcome: String,
        words: String
    ) async throws {
        try await FileRoom.with(settings: ["publish.validation": "advisory"]) { room in
            room.files.serve(ZipWriter(entries: files.map { ZipWriter.Entry($0.0, $0.1) }).bytes(), as: "app.zip")
            let package = #"{"1.0.0":{"packageVersion":{"packageFile":"\#(room.base)/app.zip"}}}"#
            let plan = #"{"planId":"a","microsoft-azure-applications.package":\#(package)}"#
            let definition = #"{"displayText":"App","offer":{},"plans":[\#(plan)]}"#
            let body = #"{"offerTypeId":"microsoft-azure-applications","definition":\#(definition)}"#
            _ = try await room.portal.put(.offer, body)
            try await room.fetch()
            try await room.portal.publish()
            try await room.fetch()
            try await room.portal.fixture.work()
            let status = try await room.portal.status()
            #expect(status == (outcome == "failed" ? "failed" : "waitingForPublisherReview"))
            let messages = try await room.messages().filter { $0.contains("/packageFile: ") }
            #expect(messages.contains { $0.contains(words) }, "\(messages)")
            let isCredited = files.contains { $0.1.contains("pid-") }
            #expect(messages.contains { $0.contains("No deployment") } != isCredited)
        }
    }

    private static let attributed = #"{"resources":[{"type":"Microsoft.Resources/deployments","name":"pid-\#(guid)"}]}"#
    private static let guid = "d2b43582-c056-4b5a-a992-7230ffa51e8d"
}

extension FileRoom {
    /// Publishes, fetches and works until the publish has ended.
    func publishWithFiles() async throws {
        try await portal.publish()
        try await fetch()
        portal.clock.advance(seconds: 2)
        try await portal.fixture.work()
    }
}
