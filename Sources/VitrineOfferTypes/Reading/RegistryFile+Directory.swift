import Foundation

extension RegistryFile {
    /// How many files a directory may have.
    package static let mostFiles = 1_000

    /// How large a file may be, in bytes.
    package static let mostBytes = 4 << 20

    /// The files of a directory whose names end in `.json`, in the order of their names; links lead to what they name.
    ///
    /// What is in directories below, and files whose names begin with a dot, is left alone.
    ///
    /// - Throws: ``RegistryError`` that names each file that can't be read or is too large, or the directory.
    package static func all(inDirectory path: String) throws(RegistryError) -> [RegistryFile] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
        } catch {
            throw RegistryError(.withoutPlace(file: path, "The directory can't be read: \(reason(error))"))
        }
        guard names.count <= mostFiles else {
            let reason = "The directory has \(names.count) files; \(mostFiles) are allowed."
            throw RegistryError(.withoutPlace(file: path, reason))
        }
        let directory = URL(filePath: path, directoryHint: .isDirectory)
        let paths = names.sorted().map { directory.appending(path: $0).path(percentEncoded: false) }
        return try reading(paths)
    }

    /// These files, each of which is called by its path.
    ///
    /// - Throws: ``RegistryError`` that names each file that can't be read or is too large.
    package static func reading(_ paths: [String]) throws(RegistryError) -> [RegistryFile] {
        var complaints = Complaints()
        let files = paths.compactMap { path in
            complaints.gathering { () throws(RegistryError) in try RegistryFile(path, reading(path)) }
        }
        try complaints.throwIfAny()
        return files
    }

    private static func reading(_ path: String) throws(RegistryError) -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            // One byte more than may be, so that no file is read whole to find out that it is too large.
            let bytes = [UInt8](try file.read(upToCount: mostBytes + 1) ?? Data())
            guard bytes.count <= mostBytes else {
                throw RegistryError(.withoutPlace(file: path, "The file is larger than \(mostBytes) bytes."))
            }
            return bytes
        } catch let error as RegistryError {
            throw error
        } catch {
            throw RegistryError(.withoutPlace(file: path, "The file can't be read: \(reason(error))"))
        }
    }

    /// The system's own words where there are some.
    private static func reason(_ error: any Error) -> String {
        let cocoa = error as NSError
        let underlying = cocoa.userInfo[NSUnderlyingErrorKey] as? NSError
        let posix = [cocoa, underlying].compactMap { $0 }.first { $0.domain == NSPOSIXErrorDomain }
        if let posix { return words(of: Int32(posix.code)) }
        switch (error as? CocoaError)?.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: return words(of: ENOENT)
        case .fileReadNoPermission: return words(of: EACCES)
        default: return cocoa.localizedDescription
        }
    }

    private static func words(of number: Int32) -> String { "\(String(cString: strerror(number)))." }
}
