import VitrineText

extension Exchange {
    /// Its number and what was asked, fit for one line of a terminal.
    package var heading: String { "\(id) \(request.method.shown) \(request.target.shown(atMost: 1_000))" }
}
