/// Every setting there is.
package enum Settings {
    package static let all: [Setting] = [
        host, port, publicURL, profile, dataDirectory, logLevel, bodyBytes, headerBytes, headerSeconds, bodySeconds,
        cacheBytes, readers, maximumBytes, keyFile, masterKeys, audience, tokenSeconds, issuers, pace, validation,
        approver,
        checkURL, checkSecret, offerTypes, artifacts, artifactSeconds, artifactBytes, allowedHosts, mailURL,
        mailStartTLS, mailUser, mailPassword, mailSender,
        mailTrustedCertificates,
    ]

    static let host = Setting(
        key: "server.host",
        value: .text(default: "127.0.0.1"),
        meaning: "Address to listen on."
    )
    static let port = Setting(
        key: "server.port",
        value: .number(0...65_535, default: 8080),
        meaning: "Port to listen on; 0 takes a free one."
    )
    static let publicURL = Setting(
        key: "server.public-url",
        value: .text(default: ""),
        meaning: """
            Where clients reach this server, such as https://vitrine.example: its issuer, and files of offers. Empty: for the \
            issuer what each request's Host says, with https where a proxy on this machine sends X-Forwarded-Proto: https; for \
            files the address that is listened on, so set it behind a proxy.
            """
    )
    static let profile = Setting(
        key: "server.profile",
        value: .word(of: ["deployed", "documented"], default: "deployed"),
        meaning: "Which side to take where deployed clients and the public reference contradict each other."
    )
    static let dataDirectory = Setting(
        key: "data.directory",
        value: .text(default: "./var"),
        meaning: "Directory of the embedded store; made when it is not there."
    )
    static let logLevel = Setting(
        key: "log.level",
        value: .word(of: ["trace", "debug", "info", "notice", "warning", "error", "critical"], default: "info"),
        meaning: "What is logged, as JSON lines on standard error. `info` has a line for each request."
    )
    static let bodyBytes = Setting(
        key: "limits.body-bytes",
        value: .number(1024...(1 << 30), default: 8 << 20),
        meaning: "Largest request body, in bytes."
    )
    static let headerBytes = Setting(
        key: "limits.header-bytes",
        value: .number(1024...(1 << 20), default: 32 << 10),
        meaning: "Largest request line and headers together, in bytes."
    )
    static let headerSeconds = Setting(
        key: "limits.header-seconds",
        value: .number(1...86_400, default: 75),
        meaning: "How long a connection may take until its next request's headers are there, idle time included."
    )
    static let bodySeconds = Setting(
        key: "limits.body-seconds",
        value: .number(1...86_400, default: 60),
        meaning: "How long a request's body may take to arrive."
    )
    static let cacheBytes = Setting(
        key: "cache.bytes",
        value: .number(0...(1 << 40), default: 256 << 20),
        meaning: "Memory for rendered answers to reads, in bytes. 0 turns it off."
    )
    static let readers = Setting(
        key: "store.readers",
        value: .number(1...64, default: 4),
        meaning: "Read-only connections to the embedded store."
    )
    static let maximumBytes = Setting(
        key: "store.maximum-bytes",
        value: .number(0...(1 << 50), default: 0),
        meaning:
            "Largest size of the embedded store, in bytes; writes beyond it are answered with 503. 0: as the disk allows."
    )
    static let keyFile = Setting(
        key: "keys.file",
        value: .text(default: ""),
        meaning: "File of master keys, mode 0600. Empty: `master.key` in the data directory, made on first start."
    )
    static let masterKeys = Setting(
        key: "keys.master",
        value: .secret,
        meaning: """
            Master keys in place of a file: 32 bytes in Base64 each, separated by commas, the current one first. For \
            containers that get their secrets through the environment.
            """
    )
    static let audience = Setting(
        key: "tokens.audience",
        value: .list(default: ["https://cloudpartner.azure.com"]),
        meaning: "Audiences that tokens may be made for, with or without a trailing slash."
    )
    static let tokenSeconds = Setting(
        key: "tokens.lifetime-seconds",
        value: .number(1...31_536_000, default: 3_600),
        meaning: "How long a token of the built-in issuer is good."
    )
    static let pace = Setting(
        key: "publish.pace",
        value: .text(default: "instant"),
        meaning: """
            How long the steps of an operation take: `instant`, `hosted` (as long as the hosted marketplace says), or a \
            factor of that from 0 to 1000, such as 0.001.
            """
    )
    static let validation = Setting(
        key: "publish.validation",
        value: .word(of: ["enforced", "advisory"], default: "enforced"),
        meaning: """
            What a publish does when its offer type's rules find errors: `enforced` refuses it (422), `advisory` goes on and says \
            them as warnings. What a type asks of its plans, that there are some and that ids tell them apart, is never only a warning.
            """
    )
    static let approver = Setting(
        key: "publish.approver",
        value: .text(default: ""),
        meaning: "Publisher whose owners have to approve each publish; never the one who asked for it. Empty: nobody."
    )
    static let checkURL = Setting(
        key: "publish.check-url",
        value: .text(default: ""),
        meaning: """
            Service that is asked whether a publish may go on: a signed POST of the offer, answered with accept, reject or \
            later. Empty: none.
            """
    )
    static let checkSecret = Setting(
        key: "publish.check-secret",
        value: .secret,
        meaning:
            "What requests to the service in publish.check-url are signed with: HMAC-SHA256 in x-vitrine-signature."
    )
    static let offerTypes = Setting(
        key: "offer-types.directory",
        value: .text(default: ""),
        meaning: """
            Directory with your own offer types, in JSON: docs/offer-types.md. Read at the start, which a wrong file ends. \
            Empty: the types that come with the server.
            """
    )
    static let artifacts = Setting(
        key: "artifacts.policy",
        value: .word(of: ["auto", "fetch", "keep"], default: "auto"),
        meaning: """
            Files that offers lead to: `fetch` reads them, keeps copies and looks at what they are; `keep` calls nobody and \
            leaves the URLs as they are; `auto` is `fetch`, and `keep` with --demo.
            """
    )
    static let artifactSeconds = Setting(
        key: "artifacts.link-seconds",
        value: .number(60...31_536_000, default: 86_400),
        meaning: "How long the URL of a file is good at least, in seconds; at most it is twice that."
    )
    static let artifactBytes = Setting(
        key: "artifacts.package-bytes",
        value: .number(1 << 20...(1 << 34), default: 1 << 30),
        meaning:
            "Largest file that is fetched, in bytes. Pictures, documents and workbooks have smaller limits of their own."
    )
    static let allowedHosts = Setting(
        key: "outbound.allowed-hosts",
        value: .list(default: []),
        meaning: """
            Hosts that this server may call although they are in private networks or don't speak https. All others are called \
            by https and at public addresses only.
            """
    )
    static let mailURL = Setting(
        key: "mail.url",
        value: .text(default: ""),
        meaning: """
            Mail server that notices are handed to: `smtp://host:port`, or `smtps://host:port` for TLS from the start. Empty: no \
            mail is sent.
            """
    )
    static let mailStartTLS = Setting(
        key: "mail.starttls",
        value: .word(of: ["required", "tried", "off"], default: "required"),
        meaning: "Whether a connection to an `smtp` mail server must turn to TLS, may, or doesn't."
    )
    static let mailUser = Setting(
        key: "mail.user",
        value: .text(default: ""),
        meaning: "User at the mail server. Empty: no log-in."
    )
    static let mailPassword = Setting(
        key: "mail.password",
        value: .secret,
        meaning: "Password of mail.user."
    )
    static let mailSender = Setting(
        key: "mail.sender",
        value: .text(default: ""),
        meaning: "Address that mail comes from."
    )
    static let mailTrustedCertificates = Setting(
        key: "mail.trusted-certificates",
        value: .text(default: ""),
        meaning: "PEM file of the authorities that may vouch for the mail server. Empty: the system's."
    )
    static let issuers = Setting(
        key: "tokens.issuers",
        value: .list(default: []),
        meaning: "OpenID Connect issuers whose tokens are taken beside the built-in one's. https, or http on loopback."
    )
}
