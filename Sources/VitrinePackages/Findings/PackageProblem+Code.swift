extension PackageProblem {
    /// What is wrong. Raw values are served and documented in `docs/packages.md`, so they never change.
    package enum Code: String, Sendable, CaseIterable {
        /// The file couldn't be read here. This is the server's fault, not the publisher's: to be logged, and tried again.
        case unreadable = "Unreadable"

        // The file as a zip archive.
        case packageTooLarge = "PackageTooLarge"
        case notAZip = "NotAZip"
        case damagedArchive = "DamagedArchive"
        case tooManyFiles = "TooManyFiles"
        case fileTooLarge = "FileTooLarge"
        case expandsTooMuch = "ExpandsTooMuch"
        case encryptedFile = "EncryptedFile"
        case unsafeName = "UnsafeName"
        case duplicateName = "DuplicateName"

        // What has to be in it.
        case missingFile = "MissingFile"
        case filesInFolder = "FilesInFolder"

        // The files that are read.
        case unknownCompression = "UnknownCompression"
        case damagedFile = "DamagedFile"
        case jsonTooLarge = "JsonTooLarge"
        case malformedJSON = "MalformedJson"
        case byteOrderMark = "ByteOrderMark"
        case notAnObject = "NotAnObject"
        case missingMember = "MissingMember"
        case parameterType = "ParameterType"

        package var level: Level {
            switch self {
            case .byteOrderMark, .missingMember: .warning
            case .unreadable, .packageTooLarge, .notAZip, .damagedArchive, .tooManyFiles, .fileTooLarge,
                .expandsTooMuch,
                .encryptedFile, .unsafeName, .duplicateName, .missingFile, .filesInFolder, .unknownCompression,
                .damagedFile, .jsonTooLarge, .malformedJSON, .notAnObject, .parameterType:
                .error
            }
        }
    }
}
