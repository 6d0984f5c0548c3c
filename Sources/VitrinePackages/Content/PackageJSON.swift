import ExactJSON

/// A JSON file of a package: an object, whatever is in it.
struct PackageJSON {
    let file: ZipEntry
    let root: JSONValue

    /// Comments are refused, which some deployment tools allow: the reference asks for valid JSON.
    init(
        _ file: ZipEntry,
        in archive: borrowing ZipArchive,
        limits: PackageLimits,
        reporting problems: inout ProblemList
    ) throws(PackageProblem) {
        var bytes = try archive.bytes(of: file, atMost: limits.maximumJSONBytes)
        if bytes.has([0xEF, 0xBB, 0xBF], at: 0) {
            bytes.removeFirst(3)
            let message =
                "The file begins with a byte order mark, which some tools refuse. Save it as UTF-8 without one."
            problems.add(file.problem(.byteOrderMark, message))
        }
        do throws(JSONError) {
            root = try JSONDocument(parsing: bytes, limits: JSONLimits(maximumBytes: limits.maximumJSONBytes)).root
        } catch {
            throw file.problem(.malformedJSON, "The file isn't valid JSON. \(error.message)")
        }
        guard root.kind == .object else {
            throw file.problem(.notAnObject, "The file has to hold one JSON object, in braces.")
        }
        self.file = file
    }

    func checkMembers(_ names: [String], reporting problems: inout ProblemList) {
        for name in names where root[name] == nil {
            problems.add(file.problem(.missingMember, "The file has no \"\(name)\", which deployments need. Add it."))
        }
    }
}
