import Foundation
import Testing
import VitrineProxy

/// Clients other than curl, each with its own idea of certificates.
@Suite(.timeLimit(.minutes(15))) struct OtherClientTests {
    @Test func `Python takes the certificate by its strict rules`() async throws {
        let script = """
            import http.client, os, ssl
            context = ssl.create_default_context(cafile=os.environ["TRUST"])
            context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN
            connection = http.client.HTTPSConnection("127.0.0.1", int(os.environ["PORT"]), context=context)
            connection.set_tunnel("\(ProxyFixture.host)", 443)
            for number in range(3):
                connection.request("POST", "/echo", body=b"x" * 100000)
                answer = connection.getresponse()
                print(answer.status, len(answer.read()) > 100000)
            """
        try await check(["python3", "-c", script], prints: "200 True\n200 True\n200 True\n")
    }

    @Test func `Node takes the certificate`() async throws {
        let script = """
            const http = require('http'), https = require('https')
            http.request({port: process.env.PORT, method: 'CONNECT', path: '\(ProxyFixture.host):443'})
              .on('connect', (answer, socket) => {
                https.get('https://\(ProxyFixture.host)/bytes/10', {socket, agent: false}, answer => {
                  answer.on('data', data => console.log(answer.statusCode, data.toString()))
                })
              }).end()
            """
        try await check(["node", "-e", script], prints: "200 xxxxxxxxxx\n")
    }

    @Test func `Java takes the certificate`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vitrine-proxy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "Client.java")
        try Self.java.write(to: file, atomically: true, encoding: .utf8)
        try await check(["java", file.path()], prints: "HTTP_2 200 xxxxxxxxxx\nHTTP_1_1 200 xxxxxxxxxx\n")
    }

    private func check(_ command: [String], prints text: String) async throws {
        try await ProxyFixture.with { fixture in
            let environment = [
                "PORT": "\(fixture.proxy.port)", "TRUST": fixture.trust, "NODE_EXTRA_CA_CERTS": fixture.trust,
            ]
            let outcome = try await Command.run(command, environment: environment)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.text == text)
            #expect(fixture.told.all.isEmpty)
        }
    }

    private static let java = """
        import java.io.FileInputStream;
        import java.net.*;
        import java.net.http.*;
        import java.security.KeyStore;
        import java.security.cert.CertificateFactory;
        import javax.net.ssl.*;

        class Client {
            public static void main(String[] arguments) throws Exception {
                var store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null);
                var file = new FileInputStream(System.getenv("TRUST"));
                store.setCertificateEntry("a", CertificateFactory.getInstance("X.509").generateCertificate(file));
                var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(store);
                var context = SSLContext.getInstance("TLS");
                context.init(null, trust.getTrustManagers(), null);
                var port = Integer.parseInt(System.getenv("PORT"));
                for (var version : new HttpClient.Version[] {HttpClient.Version.HTTP_2, HttpClient.Version.HTTP_1_1}) {
                    var client = HttpClient.newBuilder().sslContext(context).version(version)
                        .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", port))).build();
                    var request = HttpRequest.newBuilder(URI.create("https://\(ProxyFixture.host)/bytes/10")).build();
                    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                    System.out.println(answer.version() + " " + answer.statusCode() + " " + answer.body());
                }
            }
        }
        """
}
