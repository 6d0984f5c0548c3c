/// Keys of log metadata.
enum LogKey {
    static let error = "error"
    static let offerID = "offer.id"
    static let serverHost = "server.host"
    static let serverPort = "server.port"
}
