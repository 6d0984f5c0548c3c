import VitrineDelivery
import VitrinePublishing

/// Files are read the way posts are sent: to addresses that were checked.
extension Outbound: ArtifactSource {
    package func read(
        _ url: String,
        atMost maximumBytes: Int,
        within limit: Duration,
        into sink: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws(ArtifactUnavailable) {
        do throws(DeliveryFailure) {
            _ = try await client.fetch(
                url,
                limits: FetchLimits(maximumBytes: maximumBytes, timeout: limit),
                into: sink
            )
        } catch {
            throw ArtifactUnavailable(error)
        }
    }

    package func readEnd(of url: String, count: Int) async throws(ArtifactUnavailable) -> FileEnd {
        let collected = Collected()
        do throws(DeliveryFailure) {
            let limits = FetchLimits(maximumBytes: count, timeout: .seconds(30))
            let head = try await client.fetch(url, .last(count), limits: limits) { await collected.add($0) }
            return FileEnd(
                bytes: await collected.bytes,
                fileLength: head.fullLength,
                blobType: head.headers["x-ms-blob-type"]
            )
        } catch {
            throw ArtifactUnavailable(error)
        }
    }
}

private actor Collected {
    private(set) var bytes: [UInt8] = []

    func add(_ piece: [UInt8]) { bytes += piece }
}

extension ArtifactUnavailable {
    fileprivate init(_ failure: DeliveryFailure) {
        switch failure {
        case .permanent(let reason): self.init(reason, isFinal: true)
        case .temporary(let reason): self.init(reason, isFinal: false)
        }
    }
}
