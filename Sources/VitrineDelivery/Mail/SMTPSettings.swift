/// Where mails are handed in, and how.
package struct SMTPSettings: Sendable {
    /// Whether an `smtp` connection turns to TLS. One of `smtps` always is.
    package enum StartTLS: Sendable {
        /// Nothing is sent, the password least of all, unless the server turns to TLS with a good certificate.
        case required
        /// TLS when the server offers it. Whoever is on the way can take the offer out, and read the password.
        case tried
        case off
    }

    /// Some setting can't be used. The sentence holds no setting's value.
    package struct Invalid: Error {
        package let reason: String
    }

    let url: String
    let user: String?
    let password: String?
    let startTLS: StartTLS
    let timeout: Duration
    let trustedCertificates: String?

    /// Takes what an operator wrote, once it was looked at.
    ///
    /// - Parameters:
    ///   - url: `smtp://host:port` or `smtps://host:port`. A path is the name that we greet the server with, in place
    ///     of this machine's.
    ///   - user: Without one there is no log-in.
    ///   - password: Goes with a user.
    ///   - startTLS: Says nothing to `smtps`.
    ///   - timeout: For a whole mail.
    ///   - trustedCertificates: The path of a PEM file with the authorities that are trusted, in place of the system's.
    /// - Throws: ``Invalid`` when something can't be used.
    package init(
        url: String,
        user: String? = nil,
        password: String? = nil,
        startTLS: StartTLS = .required,
        timeout: Duration = .seconds(30),
        trustedCertificates: String? = nil
    ) throws(Invalid) {
        guard Self.isURL(url) else {
            throw Invalid(reason: "The mail server isn't smtp://host:port or smtps://host:port.")
        }
        guard (user == nil) == (password == nil) else {
            throw Invalid(reason: "A user needs a password and vice versa.")
        }
        guard ![user, password].contains(where: { $0?.unicodeScalars.contains { $0.value < 0x20 } == true }) else {
            throw Invalid(reason: "The mail server's user or password has a control character.")
        }
        guard timeout > .zero else { throw Invalid(reason: "The timeout for mails isn't positive.") }
        self.url = url
        self.user = user
        self.password = password
        self.startTLS = startTLS
        self.timeout = timeout
        self.trustedCertificates = trustedCertificates
    }

    /// No user, password, query or fragment: what libcurl would make of them is not what the operator sees.
    private static func isURL(_ text: String) -> Bool {
        let shape = #/smtps?://(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._\-]+)(:[0-9]{1,5})?(/[0-9A-Za-z.\-]*)?/#
        return text.wholeMatch(of: shape) != nil
    }
}

extension SMTPSettings: CustomStringConvertible, CustomReflectable {
    /// The URL alone.
    package var description: String { "SMTPSettings(\(url))" }

    /// So that `dump` doesn't show the password either.
    package var customMirror: Mirror { Mirror(self, children: ["url": url]) }
}
