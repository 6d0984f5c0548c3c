package import ExactJSON
package import VitrineCore

extension OfferType {
    /// Takes the secrets out of a definition, which is all of `document` or a value in it.
    ///
    /// A definition that says nothing secret comes back as it was. What can't hold a secret is not looked at.
    /// Source: wire contract, section 2, "values of secret-type fields", and section 3, "secrets on PUT".
    ///
    /// - Throws: ``Refusal`` with code `badRequest` and a target in the request's body when the definition, its `offer`,
    ///   its `plans`, a plan or another value on the way to a secret has the wrong kind; when an array item with
    ///   secrets has no id of its own to keep them by; and when a secret is one too many or too long. No message holds
    ///   a value.
    package func split(_ definition: JSONValue, of document: JSONDocument) throws(Refusal) -> SplitDefinition {
        try Self.checkShape(of: definition)
        var splitter = SecretSplitter()
        try splitter.visit(membersOf: definition, as: secrecy.root, at: DefinitionPlace())
        return SplitDefinition(
            text: definition.text(in: document, without: splitter.removals),
            displayText: definition["displayText"].map { Array($0.text) },
            supplied: splitter.supplied,
            items: splitter.items,
            secrecy: secrecy
        )
    }

    /// Whatever the type: `offer` is an object and `plans` an array of objects, where they are there.
    private static func checkShape(of definition: JSONValue) throws(Refusal) {
        let place = DefinitionPlace()
        guard definition.kind == .object else { throw place.refusal("'definition' must be an object.") }
        if let offer = definition["offer"], offer.kind != .object {
            throw place.appending("offer").refusal("'offer' must be an object.")
        }
        guard let plans = definition["plans"] else { return }
        guard plans.kind == .array else {
            throw place.appending("plans").refusal("'plans' must be an array.")
        }
        for (index, plan) in plans.elements.enumerated() where plan.kind != .object {
            throw place.appending("plans").appending(String(index)).refusal("Each of 'plans' must be an object.")
        }
    }
}

extension JSONValue {
    /// This value's text with `removals` made, all of which are inside it.
    fileprivate func text(in document: JSONDocument, without removals: [JSONEdit]) -> [UInt8] {
        guard !removals.isEmpty else { return Array(text) }
        let bytesAfter = document.bytes.count - range.upperBound
        return Array(document.replacing(removals).dropFirst(range.lowerBound).dropLast(bytesAfter))
    }
}
