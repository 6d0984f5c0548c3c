import ArgumentParser
import Foundation
import VitrineCore
import VitrineProxy
import VitrineRehearsal

/// What a rehearsal can be told that clients come to through a proxy.
struct RehearsalFlags: ParsableArguments {
    @OptionGroup var stage: StageFlags

    @Option(help: "A host that may be called beside the rehearsal, or *.DOMAIN. May be given more than once.")
    var allow: [String] = []

    func validate() throws {
        do {
            _ = try HostNames(allow)
        } catch {
            throw ValidationError("--allow: \(error)")
        }
    }
}

extension RehearsalClient {
    /// What a command with this environment asks for tokens with.
    init(environment: [String: String]) {
        self.init(
            id: environment["AZURE_CLIENT_ID"].flatMap { GUID($0) },
            secret: environment["AZURE_CLIENT_SECRET"].flatMap { $0.isEmpty ? nil : $0 }
        )
    }
}
