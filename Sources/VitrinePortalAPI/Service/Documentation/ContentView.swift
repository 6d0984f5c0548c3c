/// A body in one media type: its members, and examples.
struct ContentView {
    let content: DescribedContent

    /// What is said of a member that must be there: `always` of an answer's, `required` of a request's.
    let requiredWord: String

    var html: HTML {
        """
        \(content.shapes.map { ShapeView(shape: $0, requiredWord: requiredWord).html })
        \(examples)
        """
    }

    var examples: HTML {
        "\(content.examples.map(Self.example))"
    }

    private static func example(_ example: DescribedContent.Example) -> HTML {
        let title = example.summary.isEmpty ? "Example" : "Example: \(example.summary)"
        return """
            <figure><figcaption>\(Prose.line(title))</figcaption>
            <pre><code>\(example.text)</code></pre></figure>
            """
    }
}

/// A schema as a table of its members, or as its type where it has none.
struct ShapeView {
    let shape: DescribedShape
    let requiredWord: String

    var html: HTML {
        """
        <p>\(title) \(Prose.line(shape.description))</p>
        \(members)
        """
    }

    private var title: HTML {
        guard let name = shape.name else { return "<strong>\(shape.type)</strong>." }
        return "<strong>\(name)</strong>, \(shape.type)."
    }

    private var members: HTML? {
        let rows = shape.members.map { member in
            RowTable.Row(
                subject: "<code>\(member.path)</code>",
                notes: [member.type] + (member.isRequired ? [requiredWord] : []),
                text: Prose.line(member.description)
            )
        }
        return RowTable(caption: "Members", columns: ("Member", "Meaning"), rows: rows).html
    }
}
