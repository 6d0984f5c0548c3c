import Testing
import VitrineCore
import VitrinePublishing

struct NotificationEmailsTests {
    @Test func `addresses are separated by commas or semicolons, with or without space`() throws {
        let body = #"{"metadata":{"notification-emails":" a@x.example ,b@y.example;  c@z.example,"}}"#
        #expect(try NotificationEmails.parse(Array(body.utf8)) == ["a@x.example", "b@y.example", "c@z.example"])
    }

    @Test(arguments: [50, 51])
    func `there is a most`(count: Int) throws {
        let list = Array(repeating: "a@x.example", count: count).joined(separator: ",")
        let body = Array(#"{"metadata":{"notification-emails":"\#(list)"}}"#.utf8)
        if count <= NotificationEmails.maximumCount {
            #expect(try NotificationEmails.parse(body).count == count)
        } else {
            #expect(throws: Refusal.self) { try NotificationEmails.parse(body) }
        }
    }
}
