extension ScenarioSource {
    /// The scenarios that come with the server, which the build embeds in the binary. A new one gets its line here.
    static var builtIn: [String: [UInt8]] {
        [
            "certification-fails-on-image": PackageResources.certification_fails_on_image_yaml,
            "edited-meanwhile": PackageResources.edited_meanwhile_yaml,
            "quiet": PackageResources.quiet_yaml,
            "service-conflict": PackageResources.service_conflict_yaml,
            "sign-off-takes-a-day": PackageResources.sign_off_takes_a_day_yaml,
            "throttled": PackageResources.throttled_yaml,
            "token-expires-mid-publish": PackageResources.token_expires_mid_publish_yaml,
        ]
    }

    /// Whether a text names a file, and not a scenario that comes with the server.
    static func isPath(_ text: String) -> Bool {
        text.hasSuffix(".yaml") || text.hasSuffix(".yml") || text.contains("/")
    }

    /// The path without `.` and, where it can be, `..`: so that a circle is seen whatever way it takes.
    static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
