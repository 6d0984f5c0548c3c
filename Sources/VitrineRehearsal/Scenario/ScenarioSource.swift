/// The bytes of a scenario, and what its file is called.
struct ScenarioSource {
    let path: String
    let bytes: [UInt8]

    /// Whether it comes with the server: then there are no files beside it.
    let isBuiltIn: Bool

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        isBuiltIn = false
    }

    init(builtIn name: String, _ bytes: [UInt8]) {
        path = name + ".yaml"
        self.bytes = bytes
        isBuiltIn = true
    }

    /// The path without directories and ending.
    var name: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let ending = [".yaml", ".yml"].first(where: file.hasSuffix) ?? ""
        return String(file.dropLast(ending.count))
    }

    /// The path of a file that is named relative to this one.
    func beside(_ relative: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return relative }
        return String(path[...slash]) + relative
    }
}
