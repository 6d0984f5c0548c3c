/// What a post was answered with.
package struct Reply: Sendable, Hashable {
    package let status: Int
    package let body: [UInt8]
    /// The body went on, and what is here is only its beginning.
    package let isCut: Bool

    package init(status: Int, body: [UInt8], isCut: Bool = false) {
        self.status = status
        self.body = body
        self.isCut = isCut
    }

    /// What the status means for the delivery; `nil` is a success.
    var failure: DeliveryFailure? {
        switch status {
        case 200..<300: nil
        case 300..<400: .permanent("The answer was a redirect (\(status)), which is never followed.")
        case 408, 425, 429, 500..<600: .temporary("The answer was \(status).")
        default: .permanent("The answer was \(status).")
        }
    }
}
