import VitrineText

/// Finds the files that a package has to have in its root.
struct RequiredFiles {
    private let layouts: [[RequiredFile]]
    private let files: [ZipEntry]
    private let filesByName: [String: ZipEntry]

    init(of kind: PackageKind, among files: [ZipEntry]) {
        layouts = kind.layouts
        self.files = files
        filesByName = Dictionary(files.map { ($0.name.text, $0) }) { first, _ in first }
    }

    /// The files that are there, each to be read. When all of them stand in one folder instead, they are read from there.
    func find(reporting problems: inout ProblemList) -> [(RequiredFile.Role, ZipEntry)] {
        guard let usual = layouts.first else { return [] }
        let root = layouts.first { isWhole($0, in: "") }
        if root == nil, let (layout, folder) = folderWithAll {
            problems.add(.filesInFolder, at: .file(folder), Self.message(layout, folder))
            return present(layout, in: folder)
        }
        let layout = root ?? begun ?? usual
        for required in layout where file(required.name, in: "") == nil {
            problems.add(.missingFile, at: .file(required.name), hint(required.name))
        }
        return present(layout, in: "")
    }

    /// The older set of files, where there is one of those that only it has, and none that only the usual has.
    private var begun: [RequiredFile]? {
        guard let usual = layouts.first else { return nil }
        let hasUsual = usual.dropFirst().contains { file($0.name, in: "") != nil }
        return layouts.dropFirst().first { layout in
            !hasUsual && layout.contains { !usual.contains($0) && file($0.name, in: "") != nil }
        }
    }

    private var folderWithAll: (layout: [RequiredFile], folder: String)? {
        for layout in layouts {
            for name in files.lazy.map(\.name.text) {
                guard let first = layout.first, name.hasSuffix("/" + first.name) else { continue }
                let folder = String(name.dropLast(first.name.count))
                if isWhole(layout, in: folder) { return (layout, folder) }
            }
        }
        return nil
    }

    private func isWhole(_ layout: [RequiredFile], in folder: String) -> Bool {
        layout.allSatisfy { file($0.name, in: folder) != nil }
    }

    private func present(_ layout: [RequiredFile], in folder: String) -> [(RequiredFile.Role, ZipEntry)] {
        layout.compactMap { required in file(required.name, in: folder).map { (required.role, $0) } }
    }

    private func file(_ name: String, in folder: String) -> ZipEntry? {
        filesByName[folder + name]
    }
}

// MARK: - Messages

extension RequiredFiles {
    private static func message(_ layout: [RequiredFile], _ folder: String) -> String {
        let names = layout.map(\.name)
        let list =
            names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1] : names[0]
        let verb = names.count > 1 ? "stand" : "stands"
        return """
            \(list) \(verb) in the folder \(String(folder.dropLast()).shown(atMost: 120)), and not in the root of the archive. Pack \
            what is in the folder, not the folder itself.
            """
    }

    /// What to do about a missing file, with the one in mind that was perhaps meant.
    private func hint(_ name: String) -> String {
        let demand = "The package needs a file \(name) in its root, not in a folder."
        if let other = files.first(where: { $0.name.text.lowercased() == name.lowercased() }) {
            return
                "\(demand) There is \(other.name.text.shown(atMost: 120)): spell it with these capital and small letters."
        }
        guard let other = files.first(where: { $0.name.text.lowercased().hasSuffix("/" + name.lowercased()) }) else {
            return demand
        }
        return "\(demand) There is one at \(other.name.text.shown(atMost: 120))."
    }
}
