import Testing
import VitrineArtifacts

@Suite struct ContentKindTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let kind: ContentKind
        let bytes: [UInt8]

        init(_ kind: ContentKind, _ text: String) {
            self.init(kind, Array(text.utf8))
        }

        init(_ kind: ContentKind, _ bytes: [UInt8]) {
            self.kind = kind
            self.bytes = bytes
        }

        var testDescription: String { "\(kind) \(String(decoding: bytes.prefix(40), as: UTF8.self).debugDescription)" }
    }

    private static let rows: [Row] = [
        Row(.unknown, ""),
        Row(.pdf, "%PDF-1.7\n"),
        Row(.unknown, [0x89, 0x50, 0x4E, 0x47]),
        Row(.jpeg, [0xFF, 0xD8, 0xFF]),
        Row(.unknown, [0xFF, 0xD8]),
        Row(.gif, "GIF87a"),
        Row(.text, "GIF88a"),
        Row(.unknown, Array("RIFF".utf8) + [4, 0, 0, 0] + Array("WAVE".utf8)),
        Row(.text, "BMW,Audi\n1,2\nBMX;and more of it\n"),
        Row(.ole, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]),
        Row(.text, "region,core,price\nUS,1core,0.01\n"),
        Row(.text, "\u{FEFF}Größe;Preis\n"),
        Row(.text, "a < b, and no markup"),
        Row(.unknown, "NUL in\u{0}side"),
        Row(.html, "<!DOCTYPE html><html></html>"),
        Row(.html, " \n<script>alert(1)</script>"),
        Row(.html, "\u{FEFF}<b>bold</b>"),
        Row(.html, "<html><svg></svg></html>"),
        Row(.svg, "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        Row(.svg, "<?xml version='1.0'?><!-- logo --><SVG/>"),
        Row(.zip, [0x50, 0x4B, 0x05, 0x06]),
        Row(.zip, zip("readme.txt")),
        Row(.zip, zip("xl/workbook.xml")),
        Row(.zip, zip("[Content_Types].xml")),
        Row(.zip, zip("[Content_Types].xml", "other/a.xml")),
        Row(.xlsx, zip("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")),
        Row(.docx, zip("[Content_Types].xml", "word/document.xml")),
        Row(.pptx, zip("_rels/.rels", "ppt/presentation.xml")),
    ]

    /// The beginning of an archive, with entries whose lengths stand behind their data.
    private static func zip(_ names: String...) -> [UInt8] {
        names.flatMap { name in
            var entry = [UInt8](repeating: 0, count: 30)
            entry.replaceSubrange(0..<4, with: [0x50, 0x4B, 0x03, 0x04])
            entry[6] = 8
            entry[26] = UInt8(name.utf8.count)
            return entry + Array(name.utf8) + [0x4B, 0x04, 0x00, 0xFF]
        }
    }

    @Test(arguments: rows)
    func `bytes say what they are`(row: Row) {
        #expect(ContentKind(of: row.bytes) == row.kind)
    }

    @Test(arguments: Fixture.images)
    func `an image is known by its bytes`(fixture: Fixture) throws {
        #expect(ContentKind(of: try fixture.bytes()) == fixture.kind)
    }

    @Test(arguments: [
        ("openpyxl.xlsx.head", ContentKind.xlsx), ("xlsxwriter.xlsx.head", .xlsx), ("python-docx.docx.head", .docx),
    ])
    func `an Office document is known by its first entries`(name: String, kind: ContentKind) throws {
        #expect(ContentKind(of: try Fixture.bytes(name)) == kind)
    }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xFF],
        ] as [[UInt8]]
    )
    func `what isn't UTF-8 is no text`(bytes: [UInt8]) {
        #expect(String(validating: bytes, as: UTF8.self) == nil)
        #expect(ContentKind(of: Array("text ".utf8) + bytes) == .unknown)
    }

    @Test func `text is told by all of its bytes, however they are cut`() {
        let text = Array(String(repeating: "€ß😀a", count: 4_000).utf8)
        for bytes in [text, text + [0], text + [0xE2]] {
            for length in [1, 7, 4_096, bytes.count] {
                var recogniser = KindRecogniser()
                for start in stride(from: 0, to: bytes.count, by: length) {
                    recogniser.append(bytes[start..<min(bytes.count, start + length)])
                }
                #expect(recogniser.kind == (bytes == text ? .text : .unknown))
            }
        }
    }

    @Test func `every character is text, but for NUL`() {
        let all = (1...0x10FFFF).compactMap { Unicode.Scalar($0 as UInt32) }
        #expect(ContentKind(of: all.flatMap { Array(String($0).utf8) }) == .text)
    }

    @Test func `nothing that a browser would run is served as what it is`() {
        for kind in [ContentKind.html, .svg, .unknown, .ole] {
            #expect(kind.mediaType == "application/octet-stream")
            #expect(kind.disposition == "attachment; filename=\"artifact.bin\"")
        }
    }

    @Test func `images, PDF and text are shown in place, and nothing else is`() {
        let inline = ContentKind.allCases.filter { $0.disposition == "inline" }
        #expect(Set(inline) == [.png, .jpeg, .gif, .webp, .bmp, .pdf, .text])
        #expect(ContentKind.png.mediaType == "image/png")
        #expect(ContentKind.text.mediaType == "text/plain; charset=utf-8")
        #expect(ContentKind.xlsx.disposition == "attachment; filename=\"artifact.xlsx\"")
    }
}
