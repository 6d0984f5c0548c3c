import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension RunningServer {
    /// Sends one request by an ordinary client.
    func call(
        _ path: String,
        method: String = "GET",
        token: String? = nil,
        headers: [String: String] = [:],
        body: String? = nil
    ) async throws -> Answer {
        let authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        var request = HTTPClientRequest(url: "http://\(authority)\(path)")
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return Answer(status: Int(response.status.code), headers: response.headers, body: String(buffer: bytes))
    }

    func get(_ path: String, token: String) async throws -> Answer {
        try await call("\(path)?api-version=2017-10-31", token: token)
    }

    func put(_ path: String, _ body: String, token: String) async throws -> Answer {
        let headers = ["content-type": "application/json"]
        return try await call(
            "\(path)?api-version=2017-10-31",
            method: "PUT",
            token: token,
            headers: headers,
            body: body
        )
    }

    /// Deletes whatever stands there.
    func delete(_ path: String, token: String) async throws -> Answer {
        try await call("\(path)?api-version=2017-10-31", method: "DELETE", token: token, headers: ["if-match": "*"])
    }

    /// Asks the built-in issuer for a token, as deployed clients do.
    func tokenCall(tenant: String = "demo", id: String, secret: String) async throws -> Answer {
        let form =
            "grant_type=client_credentials&client_id=\(id)&client_secret=\(secret)"
            + "&resource=https%3A%2F%2Fcloudpartner.azure.com"
        let headers = ["content-type": "application/x-www-form-urlencoded"]
        return try await call("/\(tenant)/oauth2/token", method: "POST", headers: headers, body: form)
    }
}

/// Documents to put.
enum Sample {
    static let secretPointer = "/definition/offer/microsoft-azure-marketplace.tableLeadConfiguration/connectionString"

    /// An offer's document; the secret is left out unless given.
    static func offer(title: String, secret: String? = nil) -> String {
        let leads = secret.map {
            #","microsoft-azure-marketplace.tableLeadConfiguration":{"connectionString":"\#($0)"}"#
        }
        return """
            {"offerTypeId":"microsoft-azure-virtualmachines","definition":{"displayText":"\(title)","offer":\
            {"microsoft-azure-marketplace.title":"\(title)"\(leads ?? "")},"plans":[]}}
            """
    }
}
