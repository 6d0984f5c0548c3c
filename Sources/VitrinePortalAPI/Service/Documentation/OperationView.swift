/// One operation: what it takes, and what it answers.
struct OperationView {
    let operation: DescribedOperation

    var html: HTML {
        """
        <article id="\(Anchor.operation(operation))" class="operation">
        <h3>\(operation.summary)</h3>
        <p class="route">\(Self.badge(operation.method)) <code>\(operation.path)</code></p>
        <p class="need">\(need)</p>
        \(Prose.paragraphs(operation.description))
        \(parameters)
        \(body)
        <h4>Answers</h4>
        \(AnswersView(answers: operation.answers).html)
        </article>
        """
    }

    static func badge(_ method: String) -> HTML {
        "<span class=\"method \(method.lowercased())\">\(method)</span>"
    }

    private var need: HTML {
        switch operation.role {
        case "nothing": "Needs no token."
        case "token": "Needs a token."
        default: "Needs a token, and the role <strong>\(operation.role)</strong> or a higher one in the publisher."
        }
    }

    private var parameters: HTML? {
        let rows = operation.parameters.map { parameter in
            RowTable.Row(
                subject: "<code>\(parameter.name)</code>",
                notes: [parameter.place, parameter.type] + (parameter.isRequired ? ["required"] : []),
                text: "\(Prose.line(parameter.description)) \(Self.example(parameter.example))"
            )
        }
        guard let table = RowTable(caption: "Parameters", columns: ("Parameter", "Meaning"), rows: rows).html else {
            return nil
        }
        return "<h4>Parameters</h4>\n\(table)"
    }

    private static func example(_ example: String) -> HTML? {
        example.isEmpty ? nil : "<span class=\"example\">Example: <code>\(example)</code></span>"
    }

    private var body: HTML? {
        operation.body.map { body in
            """
            <h4>Body of the request: \(body.contents.map { "<code>\($0.mediaType)</code>" }, separator: " or ")</h4>
            <p>\(body.isRequired ? "Required. " : "")\(Prose.line(body.description))</p>
            \(body.contents.map { ContentView(content: $0, requiredWord: "required").html })
            """
        }
    }
}
