import Foundation

/// The office programs that publishers keep their price lists with. Debian's package is `libreoffice-calc`.
package enum LibreOffice {
    /// The workbook (`.xlsx`) that it saves of the prices in `LibreOffice/prices.fods`.
    package static func priceWorkbook() async throws -> [UInt8] {
        try await withTemporaryDirectory { directory in
            try save(source, as: "xlsx", in: directory)
            return try Array(Data(contentsOf: directory.appending(path: "prices.xlsx")))
        }
    }

    private static let source = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "LibreOffice/prices.fods")

    /// With a profile of its own, so that runs don't meet, nor any that somebody works with.
    private static func save(_ document: URL, as kind: String, in directory: URL) throws {
        let profile = "-env:UserInstallation=\(directory.appending(path: "profile").absoluteString)"
        let arguments = [profile, "--headless", "--convert-to", kind, "--outdir", directory.path, document.path]
        try Program.run("/usr/bin/soffice", arguments)
    }
}
