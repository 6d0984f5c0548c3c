/// The description as one page: contents, operations by tag, and what they share.
struct DocumentationPage {
    let description: APIDescription

    var html: HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(description.title)</title>
        <style>
        \(PageStyle.css)
        </style>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
        <h1>\(description.title)</h1>
        <p>Version \(description.version). The same for programs: <a href="openapi.json">openapi.json</a></p>
        </header>
        \(contents)
        <main id="content">
        \(Prose.paragraphs(description.description))
        \(authentication?.html)
        \(description.groups.map(Self.group))
        \(shared.map(\.html))
        </main>
        </body>
        </html>

        """
    }
}

// MARK: - Contents

extension DocumentationPage {
    private var contents: HTML {
        """
        <nav aria-label="Contents">
        <ul>
        <li><a href="#content">Introduction</a></li>
        \(authentication?.entry)
        \(description.groups.map(Self.entry))
        \(shared.map(\.entry))
        </ul>
        </nav>
        """
    }

    private static func entry(_ group: APIDescription.Group) -> HTML {
        """
        <li><a href="#\(Anchor.group(group.name))">\(group.name)</a>
        <ul>
        \(group.operations.map(entry))
        </ul></li>
        """
    }

    private static func entry(_ operation: DescribedOperation) -> HTML {
        """
        <li><a href="#\(Anchor.operation(operation))">\(OperationView.badge(operation.method)) \(operation.summary)</a></li>
        """
    }
}

// MARK: - Sections

/// A section of what operations share; there is none of what a document has nothing of.
private struct SharedSection {
    let id: String
    let title: String
    let body: HTML

    var entry: HTML { "<li><a href=\"#\(id)\">\(title)</a></li>" }

    var html: HTML {
        """
        <section id="\(id)">
        <h2>\(title)</h2>
        \(body)
        </section>
        """
    }
}

extension DocumentationPage {
    private var shared: [SharedSection] { [errorCodes, errorShapes, sharedAnswers, headers].compactMap { $0 } }

    private static func group(_ group: APIDescription.Group) -> HTML {
        """
        <section id="\(Anchor.group(group.name))">
        <h2>\(group.name)</h2>
        \(Prose.paragraphs(group.description))
        \(group.operations.map { OperationView(operation: $0).html })
        </section>
        """
    }

    private var authentication: SharedSection? {
        let rows = description.securitySchemes.map { scheme in
            RowTable.Row(subject: "\(scheme.name)", notes: [scheme.kind], text: Prose.line(scheme.description))
        }
        let table = RowTable(caption: "Ways to authenticate", columns: ("Way", "Meaning"), rows: rows)
        return table.html.map { SharedSection(id: "authentication", title: "Authentication", body: $0) }
    }

    private var errorCodes: SharedSection? {
        let rows = description.errorCodes.map { code in
            RowTable.Row(
                anchor: Anchor.errorCode(code.code),
                subject: "<code>\(code.code)</code>",
                notes: [code.status],
                text: Prose.line(code.meaning)
            )
        }
        let table = RowTable(
            caption: "Error codes and their status",
            columns: ("Code and status", "Meaning"),
            rows: rows
        )
        return table.html.map { SharedSection(id: "error-codes", title: "Error codes", body: $0) }
    }

    /// Each schema that a shared answer has, once.
    private var errorShapes: SharedSection? {
        var seen: Set<String> = []
        let shapes = description.sharedAnswers.flatMap(\.contents).flatMap(\.shapes).filter { shape in
            shape.name.map { seen.insert($0).inserted } ?? false
        }
        let sections: [HTML] = shapes.map { shape in
            "<section id=\"\(Anchor.shape(shape.name ?? ""))\">\n<h3>\(shape.name ?? "")</h3>\n\(ShapeView(shape: shape, requiredWord: "always").html)\n</section>"
        }
        guard !sections.isEmpty else { return nil }
        return SharedSection(id: "error-shapes", title: "Shapes of errors", body: "\(sections)")
    }

    private var sharedAnswers: SharedSection? {
        let used = description.groups.flatMap(\.operations).flatMap(\.answers)
        let sections = description.sharedAnswers.map { answer in
            let name = answer.status
            let statuses = Set(used.filter { $0.sharedName == name }.map(\.status)).sorted()
            return SharedAnswerView(name: name, statuses: statuses, answer: answer).html
        }
        guard !sections.isEmpty else { return nil }
        let note: HTML =
            "<p>Answers that several operations give. An operation may say in its own words when it gives one.</p>"
        return SharedSection(id: "shared-answers", title: "Shared answers", body: "\(note)\n\(sections)")
    }

    private var headers: SharedSection? {
        let rows = description.headers.map { header in
            RowTable.Row(
                anchor: Anchor.header(header.name),
                subject: "<code>\(header.name)</code>",
                notes: [header.type],
                text: "\(Prose.line(header.description)) \(Self.example(header.example))"
            )
        }
        let table = RowTable(caption: "Headers", columns: ("Header", "Meaning"), rows: rows)
        return table.html.map { SharedSection(id: "headers", title: "Headers of answers", body: $0) }
    }

    private static func example(_ example: String) -> HTML? {
        example.isEmpty ? nil : "<span class=\"example\">Example: <code>\(example)</code></span>"
    }
}
