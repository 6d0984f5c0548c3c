package import VitrineCore

extension PublisherID {
    package static let contoso = PublisherID(stored: "Contoso")
    package static let fabrikam = PublisherID(stored: "fabrikam")
}

extension OfferName {
    /// An offer of contoso, unless told otherwise.
    package static func fixture(_ offer: String = "Web-Server", of publisher: PublisherID = .contoso) -> OfferName {
        OfferName(publisher: publisher, offer: OfferID(stored: offer))
    }
}

extension Timestamp {
    /// 2024-05-01T10:00:00.0000000Z: where ``TestClock`` starts.
    package static let fixture = Timestamp(secondsSince1970: 1_714_557_600)
}
