import Foundation
import NIOHTTP1

/// An answer of the proxy's own, where nobody else's can be had.
struct ProxyAnswer: Error, Hashable {
    let status: HTTPResponseStatus
    let code: String
    let message: String

    /// As `{"error":{"code":…,"message":…}}`.
    var body: [UInt8] {
        struct Body: Encodable {
            let error: [String: String]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Two strings always encode.
        return (try? encoder.encode(Body(error: ["code": code, "message": message]))).map(Array.init) ?? []
    }

    func head(closing: Bool) -> HTTPResponseHead {
        var headers = HTTPHeaders([("content-type", "application/json"), ("content-length", String(body.count))])
        if closing { headers.add(name: "connection", value: "close") }
        return HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    }
}

extension ProxyAnswer {
    static func badRequest(_ message: String) -> ProxyAnswer {
        ProxyAnswer(status: .badRequest, code: "BadRequest", message: message)
    }

    static let headTooLarge = ProxyAnswer(
        status: .requestHeaderFieldsTooLarge,
        code: "RequestHeaderFieldsTooLarge",
        message: "The request's head is larger than this proxy takes."
    )

    static func notForProxy(port: Int) -> ProxyAnswer {
        .badRequest(
            "This port is Vitrine's proxy, not its server. Set HTTPS_PROXY=http://127.0.0.1:\(port) and call the hosted "
                + "service's own addresses."
        )
    }

    static func notAllowed(_ authority: Authority) -> ProxyAnswer {
        ProxyAnswer(
            status: .forbidden,
            code: "HostNotAllowed",
            message: "Vitrine's proxy doesn't answer for \(authority.host) and lets no calls to it out. Start it with "
                + "--allow \(authority.host) to let them through."
        )
    }

    static func misdirected(_ host: String) -> ProxyAnswer {
        ProxyAnswer(
            status: .misdirectedRequest,
            code: "MisdirectedRequest",
            message: "The request is for \(host), for which this proxy doesn't answer."
        )
    }

    static func badGateway(_ who: String) -> ProxyAnswer {
        ProxyAnswer(status: .badGateway, code: "BadGateway", message: "\(who) could not be reached.")
    }
}
