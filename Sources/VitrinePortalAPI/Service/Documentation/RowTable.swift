/// A table of two columns, which fits a narrow screen: what it is about, and what is said of it.
struct RowTable {
    /// The table's name, for who can't see what it stands under.
    let caption: String
    let columns: (subject: String, text: String)

    /// Whether subjects are a few characters, so that the text may have nearly all the width.
    var hasShortSubjects = false
    let rows: [Row]

    struct Row {
        /// Where links to this row lead; `nil` when there are none.
        var anchor: String?
        let subject: HTML

        /// Short words under the subject, such as its type.
        let notes: [String]
        let text: HTML
    }

    /// Nothing when there are no rows.
    var html: HTML? {
        guard !rows.isEmpty else { return nil }
        return """
            <table class="\(hasShortSubjects ? "short" : "even")">
            <caption>\(caption)</caption>
            <thead><tr><th scope="col">\(columns.subject)</th><th scope="col">\(columns.text)</th></tr></thead>
            <tbody>
            \(rows.map(Self.row))
            </tbody>
            </table>
            """
    }

    private static func row(_ row: Row) -> HTML {
        let id: HTML? = row.anchor.map { " id=\"\($0)\"" }
        let notes: [HTML] = row.notes.map { "<span class=\"note\">\($0)</span>" }
        return "<tr\(id)><th scope=\"row\">\(row.subject) \(notes, separator: " ")</th><td>\(row.text)</td></tr>"
    }
}
