import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
package import VitrineArtifacts
import VitrineCore

/// Where artifacts are kept, and the URLs that they are served under.
package struct ServedArtifacts: Sendable {
    let store: any ArtifactStore
    let addresses: ArtifactAddresses

    package init(store: any ArtifactStore, addresses: ArtifactAddresses) {
        self.store = store
        self.addresses = addresses
    }
}

/// Files of the store: logos, screenshots, documents, workbooks, packages.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/artifacts/{digest}` | a signed URL that hasn't expired | the file, or a part of it |
struct ArtifactRoutes: Sendable {
    private let artifacts: ServedArtifacts
    private let clock: any WallClock

    /// Most of a file that is in memory for one answer, in bytes.
    private static let pieceBytes = 64 << 10

    init(_ artifacts: ServedArtifacts, clock: any WallClock) {
        self.artifacts = artifacts
        self.clock = clock
    }

    var endpoints: [Endpoint] {
        [.open(.get, "/api/artifacts/{digest}", get)]
    }

    @Sendable private func get(_ call: Call) async throws -> Response {
        let link = try link(call)
        let artifact = try await artifact(link.digest)
        let tag = artifact.digest.entityTag
        var headers = headers(of: artifact, until: link.expires)
        if EntityTagHeaders.names(tag, in: call.headers[.ifNoneMatch]) {
            return .empty(.notModified, headers: [.eTag: tag])
        }
        let range = ByteRange(
            call.headers[.range],
            ifRange: call.headers[.ifRange],
            entityTag: tag,
            size: artifact.size
        )
        headers[.contentRange] = range.contentRange(size: artifact.size)
        switch range {
        case .whole: return response(artifact, 0..<artifact.size, .ok, headers)
        case .part(let part): return response(artifact, part, .partialContent, headers)
        case .unsatisfiable:
            var response = Response.refusal(Refusal(.rangeNotSatisfiable, "The file has \(artifact.size) bytes."))
            response.headers[.contentRange] = headers[.contentRange]
            return response
        }
    }

    /// What the URL's digest, end and signature say together; whatever else stands in it is ignored, as everywhere.
    private func link(_ call: Call) throws -> ArtifactLink {
        guard let digest = ArtifactDigest(try call.parameters.text("digest")) else {
            throw Refusal(.badRequest, "A digest is 64 hexadecimal digits in lower case.")
        }
        let signed = "expires=\(call.query["expires"] ?? "")&signature=\(call.query["signature"] ?? "")"
        do throws(ArtifactLinkFault) {
            let now = Int(clock.now().secondsSince1970)
            return try artifacts.addresses.check("\(ArtifactLinks.pathPrefix)\(digest)?\(signed)", now: now)
        } catch {
            throw Refusal(.forbidden, error.description)
        }
    }

    private func artifact(_ digest: ArtifactDigest) async throws -> StoredArtifact {
        do throws(ArtifactError) {
            return try await artifacts.store.artifact(digest)
        } catch {
            guard case .notFound = error else { throw error }
            throw Refusal(.artifactNotFound, "The file isn't in the store any more.")
        }
    }

    private func headers(of artifact: StoredArtifact, until expires: Int) -> HTTPFields {
        var headers: HTTPFields = [.contentType: artifact.kind.mediaType]
        headers[.contentDisposition] = artifact.kind.disposition
        headers[.eTag] = artifact.digest.entityTag
        headers[.acceptRanges] = "bytes"
        headers[.xContentTypeOptions] = "nosniff"
        headers[.contentSecurityPolicy] = "default-src 'none'; sandbox"
        // The URL stands for these very bytes as long as it is good.
        let seconds = max(0, expires - Int(clock.now().secondsSince1970))
        headers[.cacheControl] = "private, max-age=\(seconds), immutable"
        return headers
    }

    private func response(
        _ artifact: StoredArtifact,
        _ range: Range<Int>,
        _ status: HTTPResponse.Status,
        _ headers: HTTPFields
    ) -> Response {
        let store = artifacts.store
        let body = ResponseBody(contentLength: range.count) { writer in
            try await store.stream(range, of: artifact, chunkBytes: Self.pieceBytes) {
                try await writer.write(ByteBuffer(bytes: $0))
            }
            try await writer.finish(nil)
        }
        return Response(status: status, headers: headers, body: body)
    }
}
