/// Requests as text.
enum Request {
    /// A GET of `path`, which has its query with it.
    static func get(_ path: String, _ headers: String...) -> String {
        "GET \(path) HTTP/1.1\r\nHost: vitrine.example\r\n" + headers.map { $0 + "\r\n" }.joined() + "\r\n"
    }

    /// The head of a PUT whose body is `length` bytes long.
    static func put(_ path: String, token: String, length: Int) -> String {
        put(path, token: token, "Content-Length: \(length)")
    }

    /// The head of a PUT whose body is framed as `framing` says.
    static func put(_ path: String, token: String, _ framing: String) -> String {
        """
        PUT \(path)?api-version=2017-10-31 HTTP/1.1\r
        Host: vitrine.example\r
        Authorization: Bearer \(token)\r
        Content-Type: application/json\r
        \(framing)\r
        \r

        """
    }
}
