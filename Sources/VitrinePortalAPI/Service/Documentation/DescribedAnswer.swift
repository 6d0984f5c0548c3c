import ExactJSON

/// What an operation answers with one status.
struct DescribedAnswer {
    /// Three digits, or `default` for every status that isn't listed.
    let status: String
    let description: String
    let headers: [DescribedHeader]
    let contents: [DescribedContent]

    /// Its name among the components, when it is one of the answers that operations share.
    let sharedName: String?

    init(_ answer: DescribedValue, status: String) throws {
        self.status = status
        description = answer.description
        headers = try answer.members(of: "headers").map { try DescribedHeader($0.value, name: $0.name) }
        contents = try DescribedContent.all(of: answer)
        sharedName = answer.referenceName
    }
}

/// A header of an answer.
struct DescribedHeader {
    let name: String
    let type: String
    let description: String

    /// Empty when there is none.
    let example: String

    init(_ header: DescribedValue, name: String) throws {
        self.name = name
        type = try header["schema"].map(SchemaWords.type(of:)) ?? "any"
        description = header.description
        example = header.json["example"]?.shown ?? ""
    }
}
