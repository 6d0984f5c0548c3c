/// What the first entries of a ZIP archive say about it. Nothing is unpacked.
enum ZipHead {
    private static let signature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let emptyArchive: [UInt8] = [0x50, 0x4B, 0x05, 0x06]

    /// `nil` when `head` begins no archive.
    ///
    /// Office's own files begin with `[Content_Types].xml`; other programs write that last, and the folder of relations or
    /// of properties first.
    static func kind(of head: [UInt8]) -> ContentKind? {
        if head.starts(with: emptyArchive) { return .zip }
        guard head.starts(with: signature) else { return nil }
        let names = entryNames(in: head)
        guard names.contains(where: isPackagePart) else { return .zip }
        let folders: [(String, ContentKind)] = [("xl/", .xlsx), ("word/", .docx), ("ppt/", .pptx)]
        return folders.first { folder, _ in names.contains { $0.starts(with: folder.utf8) } }?.1 ?? .zip
    }

    private static func isPackagePart(_ name: ArraySlice<UInt8>) -> Bool {
        ["[Content_Types].xml", "_rels/", "docProps/"].contains { name.starts(with: $0.utf8) }
    }

    /// The names of the entries whose headers lie in `head`, found by their signatures: their lengths may stand behind
    /// their data only.
    private static func entryNames(in head: [UInt8]) -> [ArraySlice<UInt8>] {
        let reader = ByteReader(head)
        var names: [ArraySlice<UInt8>] = []
        var place = 0
        while place + 30 <= head.count {
            guard head[place..<place + 4].elementsEqual(signature) else {
                place += 1
                continue
            }
            let end = place + 30 + (reader.little16(at: place + 26) ?? 0)
            guard end <= head.count else { break }
            names.append(head[place + 30..<end])
            place = end
        }
        return names
    }
}
