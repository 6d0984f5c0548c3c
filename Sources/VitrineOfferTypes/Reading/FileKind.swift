/// What a file of the registry is about, told by its `kind`.
enum FileKind: String, CaseIterable {
    /// An offer type, or fields that several types share.
    case type, module

    /// Words that values come from.
    case regions, cores, currencies, categories, sets

    /// The steps of a publish.
    case workflows
}

extension RegistryValue {
    /// The one form of file that this reader knows. A change that it can't read raises the number.
    private static let format = 1

    /// The kind of a file's root. Of another format nothing else can be expected, so that is asked first.
    func fileKind() throws(RegistryError) -> FileKind {
        let format = try required("format")
        guard try format.positiveInteger() == Self.format else {
            throw format.place.error("This server reads format \(Self.format).")
        }
        return try required("kind").word(of: FileKind.self)
    }
}
