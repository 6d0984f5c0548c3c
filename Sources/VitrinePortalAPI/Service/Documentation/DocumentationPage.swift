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
        \(securitySchemes)
        \(description.groups.map(Self.group))
        \(errorCodes)
        \(errorShapes)
        \(sharedAnswers)
        \(headers)
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
        <li><a href="#authentication">Authentication</a></li>
        \(description.groups.map(Self.entry))
        <li><a href="#error-codes">Error codes</a></li>
        <li><a href="#error-shapes">Shapes of errors</a></li>
        <li><a href="#shared-answers">Shared answers</a></li>
        <li><a href="#headers">Headers of answers</a></li>
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

extension DocumentationPage {
    private static func group(_ group: APIDescription.Group) -> HTML {
        """
        <section id="\(Anchor.group(group.name))">
        <h2>\(group.name)</h2>
        \(Prose.paragraphs(group.description))
        \(group.operations.map { OperationView(operation: $0).html })
        </section>
        """
    }

    private var securitySchemes: HTML {
        let rows = description.securitySchemes.map { scheme in
            RowTable.Row(subject: "\(scheme.name)", notes: [scheme.kind], text: Prose.line(scheme.description))
        }
        return """
            <section id="authentication">
            <h2>Authentication</h2>
            \(RowTable(caption: "Ways to authenticate", columns: ("Way", "Meaning"), rows: rows).html)
            </section>
            """
    }

    private var errorCodes: HTML {
        let rows = description.errorCodes.map { code in
            RowTable.Row(
                anchor: Anchor.errorCode(code.code),
                subject: "<code>\(code.code)</code>",
                notes: [code.status],
                text: Prose.line(code.meaning)
            )
        }
        return """
            <section id="error-codes">
            <h2>Error codes</h2>
            \(RowTable(caption: "Error codes and their status", columns: ("Code and status", "Meaning"), rows: rows).html)
            </section>
            """
    }

    /// Each schema that a shared answer has, once.
    private var errorShapes: HTML {
        var seen: Set<String> = []
        let shapes = description.sharedAnswers.flatMap(\.contents).flatMap(\.shapes).filter { shape in
            shape.name.map { seen.insert($0).inserted } ?? false
        }
        let sections: [HTML] = shapes.map { shape in
            "<section id=\"\(Anchor.shape(shape.name ?? ""))\">\n<h3>\(shape.name ?? "")</h3>\n\(ShapeView(shape: shape, requiredWord: "always").html)\n</section>"
        }
        return """
            <section id="error-shapes">
            <h2>Shapes of errors</h2>
            \(sections)
            </section>
            """
    }

    private var sharedAnswers: HTML {
        let used = description.groups.flatMap(\.operations).flatMap(\.answers)
        let sections = description.sharedAnswers.map { answer in
            let name = answer.status
            let statuses = Set(used.filter { $0.sharedName == name }.map(\.status)).sorted()
            return SharedAnswerView(name: name, statuses: statuses, answer: answer).html
        }
        return """
            <section id="shared-answers">
            <h2>Shared answers</h2>
            <p>Answers that several operations give. An operation may say in its own words when it gives one.</p>
            \(sections)
            </section>
            """
    }

    private var headers: HTML {
        let rows = description.headers.map { header in
            RowTable.Row(
                anchor: Anchor.header(header.name),
                subject: "<code>\(header.name)</code>",
                notes: [header.type],
                text: "\(Prose.line(header.description)) \(Self.example(header.example))"
            )
        }
        return """
            <section id="headers">
            <h2>Headers of answers</h2>
            \(RowTable(caption: "Headers", columns: ("Header", "Meaning"), rows: rows).html)
            </section>
            """
    }

    private static func example(_ example: String) -> HTML? {
        example.isEmpty ? nil : "<span class=\"example\">Example: <code>\(example)</code></span>"
    }
}
