/// A publisher's name: the namespace that owns offers.
package struct PublisherID: FoldedName {
    package let text: String
    package let key: String

    /// A name that is known to be good, as a store gives it back.
    package init(stored text: String) {
        self.text = text
        key = text.asciiFolded
    }

    /// A name to look for. Throws a ``Refusal`` with code `badRequest` when it can't be part of a path.
    package init(lookup text: String) throws(Refusal) {
        try NameSyntax.checkLookup(text, what: "publisher id")
        self.init(stored: text)
    }

    /// A name for a new publisher. Throws a ``Refusal`` with code `badRequest` when it breaks the rule for new names.
    package init(new text: String) throws(Refusal) {
        try NameSyntax.checkNew(text, what: "publisher id")
        self.init(stored: text)
    }
}
