import VitrineText

extension String {
    /// Someone else's text, fit to be quoted in a sentence.
    var shortened: String { shown }
}
