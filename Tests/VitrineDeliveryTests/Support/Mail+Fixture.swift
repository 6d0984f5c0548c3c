import Foundation
import VitrineDelivery

extension Mail {
    static func fixture(
        from: String = "market@example.org",
        to: [String] = ["ada@example.org"],
        subject: String = "An offer was published",
        text: String = "It is live.\n",
        messageID: String = "delivery-1@example.org"
    ) -> Mail {
        Mail(
            from: from,
            to: to,
            subject: subject,
            text: text,
            messageID: messageID,
            date: Date(timeIntervalSince1970: 1_748_736_001)
        )
    }
}
