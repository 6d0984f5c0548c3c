/// Something that a client did in a rehearsal and that will hurt it one day.
package struct AdviceFinding: Sendable, Equatable {
    package let code: Code

    /// What it did, with counts.
    package let sentence: String

    /// How often.
    package let count: Int

    /// The number of an exchange that shows it.
    package let example: Int64

    /// Raw values are shown and asked for, so they never change.
    package enum Code: String, Sendable, CaseIterable {
        case ifMatchMissing = "if-match-missing"
        case secretInClear = "secret-in-clear"
        case credentialInURL = "credential-in-url"
        case tokenEveryCall = "token-every-call"
        case tokenRejected = "token-rejected"
        case pollingTooFast = "polling-too-fast"
        case throttleIgnored = "throttle-ignored"
        case operationNotFollowed = "operation-not-followed"
        case apiVersionWrong = "api-version-wrong"
    }
}

extension AdviceFinding.Code {
    /// What to do about it.
    package var remedy: String {
        switch self {
        case .ifMatchMissing:
            "Send the ETag of the GET that the change began with in If-Match; on 412, read again and decide."
        case .secretInClear:
            "Leave secrets out of a PUT once they are set: what is absent is kept. Send one only to change it."
        case .credentialInURL: "Send tokens in the Authorization header and secrets in the body: URLs end up in logs."
        case .tokenEveryCall: "Keep a token until shortly before its expires_in is over."
        case .tokenRejected: "Ask for a new token after a 401, and give up when that one is refused too."
        case .pollingTooFast: "Wait as many seconds as Retry-After says before asking again."
        case .throttleIgnored: "After a 429, send nothing until Retry-After is over."
        case .operationNotFollowed:
            "Follow Operation-Location until the status is succeeded, failed or canceled: 202 is only a beginning."
        case .apiVersionWrong: "Send api-version=2017-10-31 with every call."
        }
    }
}
