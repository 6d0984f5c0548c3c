package import ExactJSON

/// An answer that is a "no": a closed code, and a sentence that the caller may read.
///
/// Everything else that can go wrong is a fault: it travels as it is to the one place that logs it, and the caller is
/// told nothing but a request id. A refusal's message never holds a secret, a path of this machine, or SQL.
package struct Refusal: Error, Sendable, Equatable {
    /// What was refused.
    package let code: Code

    /// What is wrong and what to change, in one or two sentences.
    package let message: String

    /// Where in the request's body, when it is about one place there.
    package let target: JSONPointer?

    /// The single findings, when there are several; empty when the refusal is about one thing.
    package let details: [Detail]

    /// One finding among several.
    package struct Detail: Sendable, Equatable {
        /// A stable word for what is wrong: a finding's code.
        package let code: String
        package let message: String
        package let target: JSONPointer?

        package init(code: String, message: String, target: JSONPointer?) {
            self.code = code
            self.message = message
            self.target = target
        }
    }

    package init(_ code: Code, _ message: String, at target: JSONPointer? = nil, details: [Detail] = []) {
        self.code = code
        self.message = message
        self.target = target
        self.details = details
    }
}
