extension Timestamp {
    /// As the header `Date` has it: `Sun, 06 Nov 1994 08:49:37 GMT`. Source: RFC 9110, section 5.6.7.
    package var httpDate: String {
        let (date, time) = civil
        var text: [UInt8] = []
        text.reserveCapacity(29)
        text += Self.weekdays[date.weekday].utf8
        text += ", ".utf8
        text.appendDecimal(date.day, width: 2)
        text.append(0x20)
        text += Self.months[Int(date.month) - 1].utf8
        text.append(0x20)
        text.appendDecimal(date.year, width: 4)
        text.append(0x20)
        text.appendDecimal(time / 3600, width: 2)
        text.append(0x3A)
        text.appendDecimal(time / 60 % 60, width: 2)
        text.append(0x3A)
        text.appendDecimal(time % 60, width: 2)
        text += " GMT".utf8
        return String(decoding: text, as: UTF8.self)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
