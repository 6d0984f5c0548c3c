import NIOHTTP1

/// A GET whose answer depends on nothing but its target and its token: no conditions, no body, nothing else to negotiate.
struct PlainRead {
    let question: RememberedReads.Question

    /// The client's ids for this request, as they were sent.
    private(set) var correlation: String?
    private(set) var client: String?

    /// `nil` for every other request, also when a header that counts is there twice.
    init?(_ head: HTTPRequestHead) {
        guard head.method == .GET, head.version == .http1_1, head.isKeepAlive else { return nil }
        var authorization: String?
        for (name, value) in head.headers {
            switch name.utf8.count {
            case 13 where name.isNamed("authorization"):
                guard authorization == nil else { return nil }
                authorization = value
            case 22 where name.isNamed("x-ms-client-request-id"):
                guard client == nil else { return nil }
                client = value
            case 27 where name.isNamed("x-ms-correlation-request-id"):
                guard correlation == nil else { return nil }
                correlation = value
            case 13 where name.isNamed("if-none-match"), 14 where name.isNamed("content-length"),
                17 where name.isNamed("transfer-encoding"), 6 where name.isNamed("expect"):
                return nil
            default: break
            }
        }
        guard let token = BearerToken.text(in: authorization) else { return nil }
        question = RememberedReads.Question(target: head.uri, token: token)
    }
}

extension String {
    /// Whether this header name is `lowercased`, which is spelled in lowercase; names compare without case.
    fileprivate func isNamed(_ lowercased: StaticString) -> Bool {
        lowercased.withUTF8Buffer { wanted in
            utf8.elementsEqual(wanted, by: { $0 | 0x20 == $1 })
        }
    }
}
