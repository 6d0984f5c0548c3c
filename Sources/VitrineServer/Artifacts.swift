import Foundation
import Synchronization
import VitrineArtifacts
import VitrineCatalog
import VitrineCore
import VitrinePortalAPI
import VitrinePublishing
import VitrineVault

/// The files that offers lead to: where they are kept, under which URLs they are shown, and whether they are fetched.
struct Artifacts: Sendable {
    let store: any ArtifactStore
    let addresses: ArtifactAddresses
    let policy: ArtifactPolicy

    /// Wakes who fetches them.
    let signal = WorkSignal()
    private let place: ServedPlace

    /// - Throws: ``SettingError`` for a public URL that has no origin; `ArtifactError` when the directory can't be opened.
    init(_ settings: ServerSettings, ring: MasterKeyRing, keepsFiles: Bool) async throws {
        let directory = DataDirectory(url: settings.dataDirectory)
        store = try await DirectoryArtifacts.open(directory.artifacts.path(percentEncoded: false))
        policy = settings.artifacts ?? (keepsFiles ? .keep : .fetch)
        let place = ServedPlace(try Self.origin(settings))
        let seconds = settings.artifactSeconds
        addresses = ArtifactAddresses(
            links: { ArtifactLinks(keys: ring.derivedKeys(for: "artifact links"), lifetimeSeconds: seconds) },
            origin: { place.origin }
        )
        self.place = place
    }

    /// What the catalog has to do with them.
    var catalogs: CatalogArtifacts {
        CatalogArtifacts(addresses: addresses, fetches: policy == .fetch, wake: signal.notify)
    }

    var served: ServedArtifacts { ServedArtifacts(store: store, addresses: addresses) }

    /// Clients reach the server here, as far as nobody has said otherwise.
    func isListening(on host: String, _ port: Int) {
        let isEverywhere = host == "0.0.0.0" || host == "::"
        let name = isEverywhere ? "localhost" : host.contains(":") ? "[\(host)]" : host
        place.offer(WebOrigin(scheme: "http", host: name, port: port))
    }

    private static func origin(_ settings: ServerSettings) throws(SettingError) -> WebOrigin? {
        guard let url = settings.publicURL else { return nil }
        guard let origin = WebOrigin(url) else {
            throw SettingError.wrong(
                Settings.publicURL.key,
                "it must be a scheme and a host, as https://vitrine.example"
            )
        }
        return origin
    }
}

/// Where clients reach the server: known from the settings, or once it listens.
private final class ServedPlace: Sendable {
    private let known: Mutex<WebOrigin?>

    init(_ origin: WebOrigin?) {
        known = Mutex(origin)
    }

    var origin: WebOrigin? { known.withLock { $0 } }

    /// Takes the first that is offered.
    func offer(_ origin: WebOrigin?) {
        known.withLock { $0 = $0 ?? origin }
    }
}
