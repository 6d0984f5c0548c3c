package import Foundation

/// A mail of plain text.
///
/// Addresses are bare (`name@example.org`) and ASCII. Each recipient sees all of them. What can't be put in a header is
/// refused when the mail is sent.
package struct Mail: Sendable, Hashable {
    package let from: String
    package let to: [String]
    package let subject: String
    package let text: String
    /// As in `id@example.org`, without the angle brackets: the same for each attempt, so that a mailbox can tell
    /// repetitions.
    package let messageID: String
    package let date: Date

    package init(from: String, to: [String], subject: String, text: String, messageID: String, date: Date) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.messageID = messageID
        self.date = date
    }
}
