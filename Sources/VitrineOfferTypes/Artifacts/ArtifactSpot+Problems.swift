package import VitrineCore

extension ArtifactSpot {
    /// What is wrong with a file that was fetched for this place: sentences for the publisher, each with its level.
    package func problems(with facts: OfferArtifact.Facts) -> [(text: String, level: Finding.Level)] {
        let isKind = expectedKind == nil || facts.kind == expectedKind
        let own = isKind ? sizeProblem(facts.pixels) : wrongKind(facts.kind)
        return ([own].compactMap { $0 } + facts.problems).map { ($0, level) } + facts.warnings.map { ($0, .warning) }
    }

    /// In the words of the store of artifacts; `nil` where any will do.
    private var expectedKind: String? {
        switch purpose {
        case .image: "png"
        case .document: "pdf"
        case .audience: "text"
        case .solution, .testDrive, .package: "zip"
        case .prices, .legacyPrices: "xlsx"
        case .disk: nil
        }
    }

    private func wrongKind(_ kind: String) -> String {
        let wanted =
            switch purpose {
            case .image: "a PNG picture"
            case .document: "a PDF document"
            case .audience: "a CSV file"
            case .solution, .testDrive, .package: "a zip archive"
            case .prices, .legacyPrices: "an .xlsx workbook"
            case .disk: "a disk"
            }
        return "The file must be \(wanted); by its content it is \(kind == "unknown" ? "something else" : kind)."
    }

    private func sizeProblem(_ pixels: OfferArtifact.Pixels?) -> String? {
        guard let image, let pixels, !image.allows(pixels) else { return nil }
        return "The picture has \(pixels.width) × \(pixels.height) pixels; it must have \(image.wanted)."
    }
}

extension FieldRule.ImageRule {
    fileprivate func allows(_ pixels: OfferArtifact.Pixels) -> Bool {
        if sizes.contains([pixels.width, pixels.height]) { return true }
        return pixels.width == pixels.height && square?.contains(pixels.width) == true
    }

    fileprivate var wanted: String {
        let squares = square.map { "a square of \($0.lowerBound) to \($0.upperBound)" }
        return (sizes.map { "\($0[0]) × \($0[1])" } + [squares].compactMap { $0 }).joined(separator: ", or ")
    }
}
