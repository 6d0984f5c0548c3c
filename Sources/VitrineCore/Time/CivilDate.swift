/// A day of the proleptic Gregorian calendar, counted without any calendar library.
struct CivilDate {
    var year: Int64
    var month: Int64
    var day: Int64

    init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days are shifted so that years begin in March: the leap day is then the last of its year.
    init(daysSince1970 days: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSince1970: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Days since the last Sunday; 1970 began on a Thursday.
    var weekday: Int { Int(((daysSince1970 + 4) % 7 + 7) % 7) }

    /// Whether the calendar has this day: turning it into a count and back changes nothing.
    var isReal: Bool {
        guard (1...12).contains(month), (1...31).contains(day) else { return false }
        let again = CivilDate(daysSince1970: daysSince1970)
        return again.year == year && again.month == month && again.day == day
    }
}

extension Timestamp {
    /// The day, and the seconds since it began.
    var civil: (date: CivilDate, time: Int64) {
        let seconds = secondsSince1970
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return (CivilDate(daysSince1970: days), seconds - days * 86_400)
    }
}

extension [UInt8] {
    /// Appends at least `width` digits, zeros first.
    mutating func appendDecimal(_ value: Int64, width: Int) {
        let digits = String(value)
        append(contentsOf: repeatElement(0x30, count: Swift.max(0, width - digits.utf8.count)))
        append(contentsOf: digits.utf8)
    }
}
