/// The name of a file inside a spreadsheet: `xl/workbook.xml`.
struct PartName: Sendable, Hashable {
    /// As it is spelled in the archive.
    let text: String

    /// Names that differ in ASCII case only are the same.
    static func == (one: PartName, other: PartName) -> Bool { one.folded == other.folded }

    func hash(into hasher: inout Hasher) { hasher.combine(folded) }

    /// `nil` for a name that leads out of the archive when it is unpacked somewhere, or that isn't one path.
    init?(_ text: String) {
        let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\\" && $0 != ":" }
        let components = text.split(separator: "/", omittingEmptySubsequences: false)
        guard isPlain, !components.contains(where: { ["", ".", ".."].contains($0) }) else { return nil }
        self.text = text
    }

    /// What `target` leads to, written in the relationships of `part`, or of the archive itself; `nil` when that isn't inside.
    init?(resolving target: String, from part: PartName? = nil) {
        var components = target.hasPrefix("/") ? [] : part?.text.split(separator: "/").dropLast() ?? []
        for component in target.split(separator: "/") {
            switch component {
            case ".": break
            case "..": guard components.popLast() != nil else { return nil }
            default: components.append(component)
            }
        }
        self.init(components.joined(separator: "/"))
    }

    /// Where the relationships of this part stand: `xl/_rels/workbook.xml.rels`.
    var relationships: PartName? {
        var components = text.split(separator: "/").map(String.init)
        guard let last = components.popLast() else { return nil }
        return PartName((components + ["_rels", last + ".rels"]).joined(separator: "/"))
    }

    /// Whether this is an archive or a workbook in its own right.
    var isArchive: Bool {
        let endings = [".zip", ".xlsx", ".xlsm", ".xlsb", ".ods", ".jar", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar"]
        return endings.contains { folded.hasSuffix($0) }
    }

    private var folded: String {
        String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
    }
}
