import ExactJSON
import VitrineCore

/// Artifacts as a version's record has them: a JSON array, read with each read of a version that has some.
extension [OfferArtifact] {
    var json: [UInt8] {
        var writer = JSONWriter(reservingCapacity: 256 * count + 2)
        writer.beginArray()
        for artifact in self { artifact.write(to: &writer) }
        writer.endArray()
        return writer.bytes
    }

    /// - Throws: ``CorruptRow`` when the text isn't what ``json`` writes.
    init(json: [UInt8]) throws {
        guard let root = try? JSONDocument(parsing: json, limits: JSONLimits(maximumBytes: .max)).root,
            root.kind == .array
        else { throw CorruptRow.artifacts }
        self = try root.elements.map { try OfferArtifact($0) }
    }
}

extension CorruptRow {
    fileprivate static let artifacts = CorruptRow(column: "artifacts")
}

extension OfferArtifact {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("url", url)
        writer.member("purpose", purpose.rawValue)
        writer.member("time", time.ticks)
        switch outcome {
        case .fetched(let facts): facts.write(to: &writer)
        case .failed(let reason, let isFinal):
            writer.member("failure", reason)
            writer.member("isFinal", isFinal)
        }
        writer.endObject()
    }

    fileprivate init(_ value: JSONValue) throws {
        guard let url = value["url"]?.string,
            let purpose = value["purpose"]?.string.flatMap(ArtifactPurpose.init),
            let ticks = value["time"]?.int64
        else { throw CorruptRow.artifacts }
        self.init(
            url: url,
            purpose: purpose,
            time: Timestamp(ticks: ticks),
            outcome: try value["failure"]?.string.map {
                .failed($0, isFinal: value["isFinal"]?.kind == .true)
            } ?? .fetched(Facts(value))
        )
    }
}

extension OfferArtifact.Facts {
    fileprivate func write(to writer: inout JSONWriter) {
        if let digest { writer.member("digest", digest) }
        writer.member("size", Int64(size))
        writer.member("kind", kind)
        if let pixels {
            writer.member("width", Int64(pixels.width))
            writer.member("height", Int64(pixels.height))
        }
        if let evaluation {
            writer.name("evaluation")
            writer.raw(evaluation)
        }
        writer.list("problems", problems)
        writer.list("warnings", warnings)
    }

    fileprivate init(_ value: JSONValue) throws {
        guard let size = value["size"]?.int64, let kind = value["kind"]?.string else { throw CorruptRow.artifacts }
        self.init(
            digest: value["digest"]?.string,
            size: Int(size),
            kind: kind,
            pixels: OfferArtifact.Pixels(value),
            evaluation: value["evaluation"].map { Array($0.text) },
            problems: value["problems"]?.elements.compactMap(\.string) ?? [],
            warnings: value["warnings"]?.elements.compactMap(\.string) ?? []
        )
    }
}

extension OfferArtifact.Pixels {
    fileprivate init?(_ value: JSONValue) {
        guard let width = value["width"]?.int64, let height = value["height"]?.int64 else { return nil }
        self.init(width: Int(width), height: Int(height))
    }
}

extension JSONWriter {
    /// A member with texts; none when there are none.
    fileprivate mutating func list(_ name: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        self.name(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
