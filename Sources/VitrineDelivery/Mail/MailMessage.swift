import Foundation

/// A mail as it goes over the wire. Source: RFC 5322, RFC 2045, RFC 3834 (`Auto-Submitted`).
struct MailMessage: Sendable {
    let sender: String
    let recipients: [String]
    let bytes: [UInt8]

    /// - Throws: A permanent failure when something in `mail` can't be a header.
    init(_ mail: Mail) throws(DeliveryFailure) {
        guard MailAddress.isPlain(mail.from) else { throw .permanent("The sender isn't a plain mail address.") }
        guard !mail.to.isEmpty else { throw .permanent("The mail has no recipient.") }
        guard mail.to.allSatisfy(MailAddress.isPlain) else {
            throw .permanent("A recipient isn't a plain mail address.")
        }
        guard MailAddress.isPlain(mail.messageID) else { throw .permanent("The message id isn't a plain one.") }
        guard !mail.subject.utf8.contains(where: { [0, 10, 13].contains($0) }) else {
            throw .permanent("The subject has a line break or a NUL.")
        }
        sender = mail.from
        recipients = mail.to
        let lines = [
            "Date: \(Self.headerDate(mail.date))",
            "From: \(mail.from)",
            "To: \(mail.to.joined(separator: ",\r\n "))",
            "Subject: \(EncodedWords.encode(mail.subject))",
            "Message-ID: <\(mail.messageID)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            Self.base64(mail.text),
            "",
        ]
        bytes = Array(lines.joined(separator: "\r\n").utf8)
    }

    /// Lines of text end in CRLF whatever they are encoded in, so they are made to first.
    private static func base64(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\n" || $0 == "\r" }
        return Data(lines.joined(separator: "\r\n").utf8).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed]
        )
    }

    private static func headerDate(_ date: Date) -> String {
        let style = Date.VerbatimFormatStyle(
            format: """
                \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
                \(second: .twoDigits) +0000
                """,
            locale: Locale(identifier: "en_US_POSIX"),
            timeZone: .gmt,
            calendar: Calendar(identifier: .gregorian)
        )
        return date.formatted(style)
    }
}
