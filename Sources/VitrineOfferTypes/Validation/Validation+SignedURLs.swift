import VitrineCore

/// The rules for URLs of disks with a shared access signature. Source: the offer types reference, section 6.
extension Validation {
    /// Days that a signature must still hold.
    private static let daysToHold: Int64 = 21

    mutating func checkSignedURL(_ text: String, at spot: Spot, _ level: Finding.Level) {
        guard let address = WebAddress(text) else { return }
        if !Self.isPathOfDisk(address.path) {
            let path = address.path.prefix(60)
            note(
                .sasPath,
                level,
                spot,
                "Its path is '\(path)'; it must be /container/name.vhd, without blanks, quotes and percent signs."
            )
        }
        guard address.query != nil else {
            note(.sasIncomplete, level, spot, "It has no shared access signature: nothing follows a '?'.")
            return
        }
        let parameters = address.parameters
        let missing = ["sp", "st", "se", "sv", "sig"].filter { parameters[$0] == nil }
        if !missing.isEmpty {
            note(.sasIncomplete, level, spot, "Its signature lacks \(missing.joined(separator: ", ")).")
        }
        checkRights(parameters["sp"], at: spot, level)
        if parameters["sr"] != "c" {
            let scope = parameters["sr"].map { "has sr=\($0.prefix(20))" } ?? "has no sr"
            note(.sasScope, .warning, spot, "Its signature \(scope); it should be for the container: sr=c.")
        }
        checkStart(parameters["st"], at: spot, level)
        checkEnd(parameters["se"], at: spot, level)
    }

    /// Whether it is `/container/name.vhd`; the name may have folders.
    private static func isPathOfDisk(_ path: Substring) -> Bool {
        let parts = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty, !parts[1].isEmpty else { return false }
        let name = parts[2]
        return name.hasSuffix(".vhd") && name != ".vhd"
            && !name.unicodeScalars.contains { $0 == "%" || $0 == "'" || $0 == "\"" || $0.properties.isWhitespace }
    }

    private mutating func checkRights(_ rights: String?, at spot: Spot, _ level: Finding.Level) {
        guard let rights else { return }
        if !rights.contains("r") || !rights.contains("l") {
            let words = "Its signature has sp=\(rights.prefix(20)); it must give the rights to read and list: sp=rl."
            note(.sasRights, level, spot, words)
        }
        if rights.contains("w") || rights.contains("d") {
            note(.sasRights, .warning, spot, "Its signature gives the right to write or delete, which nobody needs.")
        }
    }

    private mutating func checkStart(_ text: String?, at spot: Spot, _ level: Finding.Level) {
        guard let text else { return }
        guard let start = MomentText.time(text) else { return noteDate("st", text, at: spot, level) }
        guard start > now else { return }
        note(.sasDates, .warning, spot, "Its signature begins only at \(text). Let it begin a day ago.")
    }

    private mutating func checkEnd(_ text: String?, at spot: Spot, _ level: Finding.Level) {
        guard let text else { return }
        guard let end = MomentText.time(text) else { return noteDate("se", text, at: spot, level) }
        if end <= now {
            note(.sasExpired, level, spot, "Its signature has expired at \(text). Make a new one.")
        } else if end < now.advanced(bySeconds: Self.daysToHold * 86_400) {
            note(.sasDates, .warning, spot, "Its signature ends at \(text), in less than \(Self.daysToHold) days.")
        }
    }

    private mutating func noteDate(_ name: String, _ text: String, at spot: Spot, _ level: Finding.Level) {
        note(
            .sasDates,
            level,
            spot,
            "Its signature has \(name)=\(text.prefix(40)); that must be a whole time in UTC, as in 2019-07-01T10:00:00Z."
        )
    }
}
