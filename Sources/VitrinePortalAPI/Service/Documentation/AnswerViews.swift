/// All answers of an operation as a table, then the bodies that it shares with no other.
struct AnswersView {
    let answers: [DescribedAnswer]

    var html: HTML {
        """
        \(RowTable(caption: "Answers", columns: ("Status", "Meaning"), hasShortSubjects: true, rows: answers.map(row)).html)
        \(bodies)
        """
    }

    private func row(_ answer: DescribedAnswer) -> RowTable.Row {
        RowTable.Row(
            subject: status(of: answer),
            notes: [],
            text: "\(Prose.line(answer.description)) \(answer.sharedName == nil ? headers(of: answer) : nil)"
        )
    }

    /// The status, as a link where more about the answer stands elsewhere.
    private func status(of answer: DescribedAnswer) -> HTML {
        let status = StatusWords.html(answer.status)
        return answer.sharedName.map { "<a href=\"#\(Anchor.answer($0))\">\(status)</a>" } ?? status
    }

    private func headers(of answer: DescribedAnswer) -> HTML? {
        HeaderNames(headers: answer.headers).html
    }

    /// A body that several statuses have is shown once.
    private var bodies: HTML {
        var shown: [(statuses: [String], content: DescribedContent)] = []
        for answer in answers where answer.sharedName == nil {
            for content in answer.contents {
                if let last = shown.last, last.content.hasNamedShape(of: content) {
                    shown[shown.endIndex - 1].statuses.append(answer.status)
                } else {
                    shown.append(([answer.status], content))
                }
            }
        }
        return "\(shown.map(Self.body))"
    }

    private static func body(_ statuses: [String], _ content: DescribedContent) -> HTML {
        """
        <h4>Body of \(statuses.joined(separator: " and ")): <code>\(content.mediaType)</code></h4>
        \(ContentView(content: content, requiredWord: "always").html)
        """
    }
}

extension DescribedContent {
    /// Whether both bodies are of one media type and of the same named schema.
    fileprivate func hasNamedShape(of other: DescribedContent) -> Bool {
        let names = shapes.map(\.name)
        return mediaType == other.mediaType && !names.contains(nil) && names == other.shapes.map(\.name)
    }
}

/// An answer that several operations share.
struct SharedAnswerView {
    let name: String

    /// The statuses under which operations have it.
    let statuses: [String]
    let answer: DescribedAnswer

    var html: HTML {
        """
        <section id="\(Anchor.answer(name))">
        <h3>\(statuses.map(StatusWords.html), separator: " ") \(name)</h3>
        <p>\(Prose.line(answer.description)) \(HeaderNames(headers: answer.headers).html)</p>
        \(answer.contents.map(body))
        </section>
        """
    }

    private func body(_ content: DescribedContent) -> HTML {
        let shapes: [HTML] = content.shapes.compactMap(\.name).map { "<a href=\"#\(Anchor.shape($0))\">\($0)</a>" }
        return """
            <p>Body: <code>\(content.mediaType)</code>, \(shapes, separator: " or ")</p>
            \(ContentView(content: content, requiredWord: "always").examples)
            """
    }
}

/// The headers of an answer, each a link to what it means.
struct HeaderNames {
    let headers: [DescribedHeader]

    var html: HTML? {
        guard !headers.isEmpty else { return nil }
        let links: [HTML] = headers.map { "<a href=\"#\(Anchor.header($0.name))\"><code>\($0.name)</code></a>" }
        return "<span class=\"headers\">Headers: \(links, separator: ", ")</span>"
    }
}

enum StatusWords {
    /// The status as people read it: `default` is `other`.
    static func html(_ status: String) -> HTML {
        "<span class=\"status\">\(status == "default" ? "other" : status)</span>"
    }
}
