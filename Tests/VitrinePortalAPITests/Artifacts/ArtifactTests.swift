import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Files that offers lead to: fetched, shown, kept, served.
@Suite(.timeLimit(.minutes(15))) struct ArtifactTests {
    @Test func `a file is fetched after a PUT, and from then on shown in the store`() async throws {
        try await FileRoom.with { room in
            let put = try await room.portal.put(.offer, room.body())
            #expect(try await room.logo() == "\(room.base)/216.png")
            try await room.fetch()
            let url = try await room.logo()
            #expect(url.hasPrefix("https://vitrine.example/api/artifacts/"))
            let file = try await room.follow(url)
            #expect(file.status == 200)
            #expect(file.body == SampleFiles.png(216, 216))
            #expect(file.headers[.contentType] == "image/png")
            #expect(file.headers[.xContentTypeOptions] == "nosniff")
            // The draft is what it was: who has its tag may write.
            let tag = try #require(put.headers[.eTag])
            #expect(try await room.portal.get(.offer).headers[.eTag] == tag)
            #expect(try await room.portal.put(.offer, room.body(["b"]), [.ifMatch: tag]).status == 200)
        }
    }

    @Test func `nothing but the URLs is shown otherwise than it was sent`() async throws {
        try await FileRoom.with { room in
            let sent = try await room.portal.put(.offer, room.body()).definition
            try await room.fetch()
            let shown = try #require(try await room.portal.get(.offer).definition)
            let unsigned = shown.replacing(/https:\/\/vitrine.example[^"]*/, with: "*")
            let expected = sent?.replacing(/http:\/\/127[^"]*png/, with: "*")
            #expect(unsigned == expected)
            // Disks are looked at, and stay where they are.
            #expect(shown.contains("\(room.base)/vm.vhd?"))
        }
    }

    @Test func `a document that is sent back as it was shown changes nothing`() async throws {
        try await FileRoom.with { room in
            let before = try await room.portal.put(.offer, room.body())
            try await room.fetch()
            let shown = try await room.portal.get(.offer)
            let again = try await room.portal.put(.offer, shown.body)
            #expect(again.headers[.eTag] == before.headers[.eTag])
            #expect(try again.definition == before.definition)
            let count = room.files.requests.count
            try await room.fetch()
            #expect(room.files.requests.count == count)
        }
    }

    @Test func `a URL of the store is kept in another offer, and the file not fetched again`() async throws {
        try await FileRoom.with { room in
            _ = try await room.portal.put(.offer, room.body())
            try await room.fetch()
            let count = room.files.requests.count
            let url = try await room.logo()
            let body = room.body().replacing("\(room.base)/216.png", with: url)
            let other = "/api/publishers/contoso/offers/other"
            _ = try await room.portal.put(other, body)
            try await room.fetch()
            #expect(!room.files.requests.dropFirst(count).contains { $0.path.hasSuffix("216.png") })
            #expect(try await room.logo(other) == url)
            // Long after the URL has expired it still says which file is meant.
            room.portal.clock.advance(seconds: 3_000_000)
            let owner = try await room.portal.fixture.token(.owner)
            let later = try await room.portal.get(other, as: .token(owner))
            let shown = try later.json["definition"]?["offer"]?["microsoft-azure-marketplace.largeLogo"]?.string ?? ""
            #expect(shown != url)
            #expect(try await room.follow(url).status == 403)
            #expect(try await room.follow(shown).status == 200)
        }
    }

    @Test func `an answer with URLs that expire is not remembered for longer than they are shown`() async throws {
        try await FileRoom.with(settings: ["artifacts.link-seconds": "60"]) { room in
            _ = try await room.portal.put(.offer, room.body())
            try await room.fetch()
            let first = try await room.portal.get(.offer)
            let tag = try #require(first.headers[.eTag])
            #expect(try await room.portal.get(.offer, as: .role(.reader), [.ifNoneMatch: tag]).status == 200)
            room.portal.clock.advance(seconds: 61)
            let second = try await room.portal.get(.offer)
            #expect(second.headers[.eTag] == tag)
            #expect(second.body != first.body)
        }
    }

    @Test(arguments: [
        ("bytes=0-3", 206, "bytes 0-3/"), ("bytes=-4", 206, "bytes "), ("bytes=1000000-", 416, "bytes */"),
        ("bytes=x", 200, ""), ("bytes=0-1,3-4", 200, ""),
    ])
    func `parts of a file are served as they are asked for`(range: String, status: Int, words: String) async throws {
        try await FileRoom.with { room in
            _ = try await room.portal.put(.offer, room.body())
            try await room.fetch()
            let url = try await room.logo()
            let answer = try await room.follow(url, range: range)
            #expect(answer.status == status)
            #expect(answer.headers[.contentRange]?.hasPrefix(words) ?? words.isEmpty)
            let whole = SampleFiles.png(216, 216)
            if range == "bytes=0-3" { #expect(answer.body == Array(whole.prefix(4))) }
            if range == "bytes=-4" { #expect(answer.body == Array(whole.suffix(4))) }
            if status == 200 { #expect(answer.body == whole) }
        }
    }

    @Test func `a URL that was changed, or that nobody signed, is refused; who has the file is told so`() async throws {
        try await FileRoom.with { room in
            _ = try await room.portal.put(.offer, room.body())
            try await room.fetch()
            let url = try await room.logo()
            #expect(try await room.follow(url.replacing("expires=", with: "expires=1")).status == 403)
            #expect(try await room.follow(String(url.dropLast()) + (url.hasSuffix("A") ? "B" : "A")).status == 403)
            #expect(try await room.follow(String(url.prefix { $0 != "?" })).status == 403)
            #expect(try await room.follow("https://vitrine.example/api/artifacts/x").status == 400)
            #expect(try await room.follow(url + "&includeAllPricing=true&x&=y").status == 200)
            let digest = try #require(url.split(separator: "/").last?.prefix { $0 != "?" })
            let target = url.replacing("https://vitrine.example", with: "")
            let again = try await room.portal.send(.get, target, as: .nobody, [.ifNoneMatch: "W/\"\(digest)\""])
            #expect(again.status == 304 && again.body.isEmpty)
            let head = try await room.portal.send(.head, target, as: .nobody)
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head.headers[.contentLength] == String(SampleFiles.png(216, 216).count))
        }
    }
}
