import Foundation
import Testing
import VitrineTestKit

/// `vitrine rehearse` as whoever types it sees it.
@Suite("vitrine rehearse", .timeLimit(.minutes(15))) struct RehearseTests {
    @Test(arguments: [
        (["true"], 0), (["sh", "-c", "exit 3"], 3), (["no-such-command"], 127), (["/etc/passwd"], 126),
        (["sh", "-c", "kill -TERM $$"], 143), (["sh", "-c", "kill -KILL $$"], 137),
    ])
    func `it ends as its command ends, and leaves nothing`(command: [String], status: Int) async throws {
        try await RehearsedCommand.with { rehearsed in
            let outcome = try await rehearsed.place.run(
                ["rehearse", "--"] + command,
                environment: rehearsed.environment()
            )
            #expect(outcome.exit == .code(Int32(status)), "\(outcome.errors)")
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test func `each variable is set where the command's environment has none`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let free = try await rehearsed.run([], "env")
            for name in [
                "HTTPS_PROXY", "https_proxy", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
                "NODE_EXTRA_CA_CERTS", "NODE_USE_ENV_PROXY", "AZURE_TENANT_ID", "AZURE_CLIENT_ID",
                "AZURE_CLIENT_SECRET",
            ] {
                #expect(free.output.contains("\n\(name)=") || free.output.hasPrefix("\(name)="), "\(name)")
            }
            let own = ["HTTPS_PROXY": "http://own.invalid:1", "AZURE_TENANT_ID": "own-tenant"]
            let kept = try await rehearsed.run([], environment: own, "env")
            #expect(kept.output.contains("HTTPS_PROXY=http://own.invalid:1\n"))
            #expect(kept.output.contains("AZURE_TENANT_ID=own-tenant\n"))
            #expect(kept.errors.contains("HTTPS_PROXY is set already"))
            let replaced = try await rehearsed.run(["--replace"], environment: own, "env")
            #expect(replaced.output.contains("HTTPS_PROXY=http://127.0.0.1:"))
        }
    }

    @Test func `trust of one's own and exceptions in small letters are told, and replaced`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let own = ["REQUESTS_CA_BUNDLE": "/own.pem", "no_proxy": "azure.com,own.invalid"]
            let kept = try await rehearsed.run([], environment: own, "env")
            #expect(kept.errors.contains("REQUESTS_CA_BUNDLE is set already"))
            #expect(kept.errors.contains("no_proxy excepts cloudpartner.azure.com"))
            #expect(kept.output.contains("REQUESTS_CA_BUNDLE=/own.pem\n"))
            let replaced = try await rehearsed.run(["--replace"], environment: own, "env")
            #expect(replaced.output.contains("no_proxy=own.invalid\n"))
            #expect(!replaced.output.contains("/own.pem") && !replaced.errors.contains("set already"))
        }
    }

    @Test func `the credentials of the command's environment are good in its rehearsal`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let own = ["AZURE_CLIENT_ID": "7f6d8f60-0000-4000-8000-00000000abcd", "AZURE_CLIENT_SECRET": "own-secret"]
            let outcome = try await rehearsed.run([], environment: own, "sh", "-c", Self.offer)
            #expect(outcome.output.contains(#""id":"vm""#), "\(outcome)")
            #expect(!(outcome.output + outcome.errors).contains("own-secret"))
        }
    }

    @Test(arguments: ["--http1.1", "--http2"])
    func `curl reaches the portal's host name`(version: String) async throws {
        try await RehearsedCommand.with { rehearsed in
            let flags = ["--expect", "calls GET offers exactly 1", "--expect", "no-errors"]
            let outcome = try await rehearsed.run(
                flags,
                environment: ["CURL": "curl -sS \(version) -w [%{http_version}]"],
                "sh",
                "-c",
                Self.offer
            )
            #expect(outcome.exit == .code(0), "\(outcome.errors)")
            #expect(outcome.output.contains(#""id":"vm""#))
            #expect(outcome.output.contains(version == "--http2" ? "[2]" : "[1.1]"))
        }
    }

    @Test func `Node reaches the portal's host name`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let script = """
                const http = require('http'), https = require('https'), proxy = new URL(process.env.HTTPS_PROXY)
                const host = 'cloudpartner.azure.com'
                http.request({host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: host + ':443'})
                  .on('connect', (answer, socket) => {
                    https.get('https://' + host + '/api/publishers', {socket, agent: false}, answer => {
                      console.log(answer.statusCode, answer.headers.server); socket.destroy()
                    })
                  }).end()
                """
            let outcome = try await rehearsed.run([], "node", "-e", script)
            #expect(outcome.output == "401 vitrine\n", "\(outcome)")
        }
    }

    @Test func `Java reaches the portal's host name over both versions of HTTP`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let file = try rehearsed.file("Client.java", Self.java)
            let outcome = try await rehearsed.run([], "java", file)
            #expect(outcome.output == "HTTP_2 401\nHTTP_1_1 401\n", "\(outcome)")
        }
    }

    @Test func `another host is refused, and named at the end`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let outcome = try await rehearsed.run([], "curl", "-sS", "https://elsewhere.invalid/")
            #expect(outcome.exit != .code(0))
            #expect(outcome.errors.contains("Hosts that were refused"))
            #expect(outcome.errors.contains("elsewhere.invalid ×1"))
        }
    }

    @Test func `a host that is allowed isn't refused, whether it can be reached or not`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let url = "https://localhost:1/"
            for (flags, status) in [([], "403"), (["--allow", "localhost"], "502")] {
                let outcome = try await rehearsed.run(flags, "curl", "-sS", "-w", "[%{http_connect}]", url)
                #expect(outcome.output == "[\(status)]", "\(outcome.errors)")
                #expect(outcome.errors.contains("Hosts that were refused") == flags.isEmpty)
            }
        }
    }

    @Test func `what is kept outlives the next rehearsal as well`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let kept = try await rehearsed.run(["--keep"], "true")
            #expect(kept.exit == .code(0))
            let name = try #require(rehearsed.leftovers.first)
            #expect(kept.errors.contains("kept in \(rehearsed.temporary.path)/\(name)"))
            _ = try await rehearsed.run([], "true")
            #expect(rehearsed.leftovers == [name])
            let files = try FileManager.default.contentsOfDirectory(atPath: rehearsed.temporary.path + "/" + name)
            #expect(Set(files).isSuperset(of: ["authority.pem", "trusted.pem", "data"]))
        }
    }

    @Test func `a rehearsal that begins leaves the files of one that runs alone`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let script = "\"$VITRINE\" rehearse -- true >/dev/null 2>&1; ls \"$NODE_EXTRA_CA_CERTS\" \"$SSL_CERT_FILE\""
            let environment = ["VITRINE": Child.vitrine.path]
            let outcome = try await rehearsed.run([], environment: environment, "sh", "-c", script)
            #expect(outcome.exit == .code(0), "\(outcome.errors)")
        }
    }

    @Test func `a store of one's own keeps what is in it from one rehearsal to the next`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let flags = ["--data-dir", rehearsed.place.root.appending(path: "own").path]
            let edit =
                Self.offer + """
                     | sed 's/Contoso VM/Changed here/' >changed
                    curl -fsS -X PUT -H "Authorization: Bearer $token" -H "Content-Type: application/json" -H "If-Match: *" \\
                        -d @changed "https://cloudpartner.azure.com/api/publishers/contoso/offers/vm?api-version=2017-10-31"
                    """
            let script = "cd '\(rehearsed.place.root.path)'\n" + edit
            let secret = ["AZURE_CLIENT_SECRET": "own"]
            let first = try await rehearsed.run(flags, environment: secret, "sh", "-c", script)
            #expect(first.exit == .code(0), "\(first.errors)")
            let second = try await rehearsed.run(flags, environment: secret, "sh", "-c", Self.offer)
            #expect(second.output.contains("Changed here"), "\(second)")
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test(arguments: [("hosted", "running"), ("instant", "succeeded")])
    func `the pace that is given counts before the scenario's`(pace: String, status: String) async throws {
        try await RehearsedCommand.with { rehearsed in
            let other = pace == "hosted" ? "instant" : "hosted"
            let scenario = try rehearsed.file("own.yaml", "extends: quiet\npace: \(other)\n")
            let publish =
                Self.offer + """
                     >/dev/null
                    operation=$(curl -fsS -i -X POST -H "Authorization: Bearer $token" -H "Content-Type: application/json" -d '{}' \\
                        "https://cloudpartner.azure.com/api/publishers/contoso/offers/vm/publish?api-version=2017-10-31" \\
                        | tr -d '\\r' | sed -n 's/^[Oo]peration-[Ll]ocation: //p')
                    curl -fsS -X POST -d '{"action":"advance","by":"0s"}' -H "Content-Type: application/json" \\
                        "$VITRINE_REHEARSAL/_rehearsal/clock" --noproxy '*' >/dev/null
                    curl -fsS -H "Authorization: Bearer $token" "https://cloudpartner.azure.com$operation"
                    """
            let flags = ["--scenario", scenario, "--pace", pace]
            let outcome = try await rehearsed.run(flags, "sh", "-c", publish)
            #expect(outcome.output.contains(#""status":"\#(status)""#), "\(outcome)")
        }
    }

    @Test func `what doesn't end when it is asked to is ended after ten seconds`() async throws {
        try await RehearsedCommand.with { rehearsed in
            // What is ignored before a process is started, it ignores; the other one says that it was asked.
            let script = """
                cd '\(rehearsed.place.root.path)'
                (trap 'echo asked >asked; exit' TERM; echo >ready; while :; do sleep 0.05; done) &
                until [ -e ready ]; do sleep 0.05; done
                trap '' TERM
                sleep 1000 &
                """
            let outcome = try await rehearsed.run([], "sh", "-c", script)
            #expect(outcome.exit == .code(0))
            #expect(outcome.errors.contains("processes behind; they were ended."), "\(outcome.errors)")
            #expect(FileManager.default.fileExists(atPath: rehearsed.place.root.appending(path: "asked").path))
        }
    }

    @Test func `what the command leaves behind is ended, and counted`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let script = "sleep 1000 & (setsid sleep 1000 &) ; echo $$"
            let outcome = try await rehearsed.run([], "sh", "-c", script)
            #expect(outcome.exit == .code(0))
            #expect(outcome.errors.contains("the command left 2 processes behind"))
        }
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func `one that is interrupted leaves no process and no file`(signal: Int32) async throws {
        try await RehearsedCommand.with { rehearsed in
            let output = try PipeText()
            let child = try Child(
                ["rehearse", "--", "sh", "-c", "echo $$; exec sleep 1000"],
                environment: rehearsed.environment(),
                output: .pipe(output.writingEnd),
                errors: rehearsed.place.file("errors")
            )
            let line = try #require(await output.firstLine())
            let command = try #require(pid_t(line))
            child.send(signal: signal)
            #expect(await child.exit() == .code(128 + signal))
            #expect(kill(command, 0) != 0)
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test(arguments: [1, 2])
    func `a command that doesn't end has ten seconds, and none once it is told twice`(times: Int) async throws {
        try await RehearsedCommand.with { rehearsed in
            let output = try PipeText()
            let script = "trap 'echo told' TERM; echo ready; while :; do sleep 0.05; done"
            let child = try Child(
                ["rehearse", "--", "sh", "-c", script],
                environment: rehearsed.environment(),
                output: .pipe(output.writingEnd),
                errors: rehearsed.place.file("errors")
            )
            _ = try #require(await output.text(until: "ready"))
            let begin = ContinuousClock.now
            child.send(signal: SIGTERM)
            _ = try #require(await output.text(until: "told"))
            if times == 2 { child.send(signal: SIGTERM) }
            #expect(await child.exit() == .code(128 + SIGKILL))
            #expect((ContinuousClock.now - begin >= .seconds(10)) == (times == 1))
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test func `one that is killed is cleaned up by the next`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let output = try PipeText()
            let child = try Child(
                ["rehearse", "--", "sh", "-c", "echo $$; exec sleep 1000"],
                environment: rehearsed.environment(),
                output: .pipe(output.writingEnd),
                errors: rehearsed.place.file("errors")
            )
            let line = try #require(await output.firstLine())
            let command = try #require(pid_t(line))
            child.send(signal: SIGKILL)
            #expect(await child.exit() == .signal(SIGKILL))
            // Whom nobody asks to end, nobody has ended.
            kill(command, SIGKILL)
            #expect(rehearsed.leftovers.count == 1)
            _ = try await rehearsed.run([], "true")
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test(arguments: [
        ("*", true), ("example.com,cloudpartner.azure.com", true), (".azure.com", true),
        ("microsoftonline.com:443", true),
        ("localhost, 127.0.0.1", false), ("notazure.com", false), ("", false),
    ])
    func `exceptions from the proxy that hold for the portal are told, and left out where they are replaced`(
        exceptions: String,
        isObstacle: Bool
    ) async throws {
        try await RehearsedCommand.with { rehearsed in
            let own = ["NO_PROXY": exceptions + ",own.invalid"]
            let kept = try await rehearsed.run([], environment: own, "env")
            #expect(kept.output.contains("NO_PROXY=\(exceptions),own.invalid\n"))
            #expect(kept.errors.contains("NO_PROXY excepts ") == isObstacle, "\(kept.errors)")
            let replaced = try await rehearsed.run(["--replace"], environment: own, "sh", "-c", "echo \"$NO_PROXY\"")
            for host in ["azure.com", "microsoftonline.com", "*"] where isObstacle {
                #expect(!replaced.output.contains(host))
            }
            #expect(replaced.output.hasSuffix("own.invalid\n"))
        }
    }

    @Test(arguments: ["", "/nonexistent/j.har", "/"])
    func `a journal that can't be written is refused before the command is run`(path: String) async throws {
        try await RehearsedCommand.with { rehearsed in
            let outcome = try await rehearsed.run(["--journal", path], "echo", "started")
            #expect(outcome.exit == .code(path.isEmpty ? 64 : 125))
            #expect(outcome.output == "")
            #expect(path.isEmpty || outcome.errors.contains(path))
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test func `a call that is held back when the command ends holds nothing up, and is told`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let file = try rehearsed.file(
                "late.yaml",
                "extends: quiet\nfaults: [{name: late, match: {path: /late}, action: {latency: 4m}}]\n"
            )
            let flags = ["--scenario", file, "--expect", "faults exactly 1"]
            let script = "curl -sS -m 1 https://cloudpartner.azure.com/late; exit 0"
            let outcome = try await rehearsed.run(flags, "sh", "-c", script)
            #expect(outcome.exit == .code(0), "\(outcome.errors)")
        }
    }

    @Test func `a store that was rehearsed on before gives the command credentials that are good`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let flags = ["--data-dir", rehearsed.place.root.appending(path: "own").path]
            for secret in ["", "", "mine"] {
                let own = secret.isEmpty ? [:] : ["AZURE_CLIENT_SECRET": secret]
                let outcome = try await rehearsed.run(flags, environment: own, "sh", "-c", Self.offer)
                #expect(outcome.output.contains(#""id":"vm""#), "\(outcome)")
            }
        }
    }

    @Test func `variables that are empty are set, and those that lead elsewhere are named`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let empty = ["HTTPS_PROXY": "", "AZURE_CLIENT_SECRET": "", "VITRINE_REHEARSAL": "http://127.0.0.1:1"]
            let set = try await rehearsed.run([], environment: empty, "sh", "-c", Self.offer)
            #expect(set.output.contains(#""id":"vm""#), "\(set)")
            #expect(!set.errors.contains("set already"))
            let own = [
                "NODE_EXTRA_CA_CERTS": "/x", "CURL_CA_BUNDLE": "/x", "NODE_USE_ENV_PROXY": "0", "AZURE_CLIENT_ID": "me",
            ]
            let told = try await rehearsed.run([], environment: own, "true")
            #expect(told.errors.contains("CURL_CA_BUNDLE and NODE_EXTRA_CA_CERTS are set already"))
            for name in ["NODE_USE_ENV_PROXY isn't 1", "AZURE_CLIENT_ID is no GUID"] {
                #expect(told.errors.contains(name))
            }
        }
    }

    @Test(arguments: [["true"], ["no-such-command"]])
    func `a directory that is to be kept is kept, and named, whatever comes`(command: [String]) async throws {
        try await RehearsedCommand.with { rehearsed in
            let flags = ["rehearse", "--keep", "--"] + command
            let outcome = try await rehearsed.place.run(flags, environment: rehearsed.environment())
            let kept = try #require(rehearsed.leftovers.first)
            #expect(outcome.errors.contains("kept in ") && outcome.errors.contains(kept))
            _ = try await rehearsed.run([], "true")
            #expect(rehearsed.leftovers == [kept])
        }
    }

    @Test func `a command that is stopped is ended all the same, and one that ignores a hangup goes on`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let output = try PipeText()
            let child = try Child(
                ["-c", "trap '' HUP; exec \"$VITRINE\" rehearse -- sh -c 'echo here; kill -STOP $$; exit 3'"],
                of: URL(filePath: "/bin/bash"),
                environment: rehearsed.environment(["VITRINE": Child.vitrine.path]),
                output: .pipe(output.writingEnd),
                errors: rehearsed.place.file("errors")
            )
            _ = await output.firstLine()
            child.send(signal: SIGHUP)
            child.send(signal: SIGTERM)
            #expect(await child.exit() == .code(128 + SIGTERM))
        }
    }

    @Test func `two side by side don't meet`() async throws {
        try await RehearsedCommand.with { rehearsed in
            async let one = rehearsed.run(["--expect", "calls GET offers exactly 1"], "sh", "-c", Self.offer)
            async let other = rehearsed.run(["--expect", "calls GET offers exactly 1"], "sh", "-c", Self.offer)
            let exits = [try await one.exit, try await other.exit]
            #expect(exits == [.code(0), .code(0)])
        }
    }

    @Test(arguments: [
        ("nam: a\n", "1:1"), ("steps:\n  - verdict: maybe\n", "2:14"), ("extends: own.yaml\n", "own.yaml"),
        (
            "seed:\n  publishers: [{id: a}]\n  offers: [{publisher: a, id: \"o{n}\", offerTypeId: microsoft-azure-corevm, definition: {}, count: 100001}]\n",
            "from 1 to 100000"
        ),
    ])
    func `a scenario with a mistake is refused with its place, before anything is started`(
        text: String,
        place: String
    ) async throws {
        try await RehearsedCommand.with { rehearsed in
            let file = try rehearsed.file("own.yaml", text)
            let outcome = try await rehearsed.run(["--scenario", file], "echo", "started")
            #expect(outcome.exit == .code(125))
            #expect(outcome.errors.contains(place), "\(outcome.errors)")
            #expect(!outcome.output.contains("started"))
        }
    }

    @Test func `an expectation that isn't met fails a command that ended well`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let outcome = try await rehearsed.run(["--expect", "published contoso/vm"], "true")
            #expect(outcome.exit == .code(1))
            #expect(outcome.errors.contains("[not met] published contoso/vm"))
            let failed = try await rehearsed.run(["--expect", "published contoso/vm"], "sh", "-c", "exit 3")
            #expect(failed.exit == .code(3) && failed.errors.contains("[not met]"))
            let wrong = try await rehearsed.run(["--expect", "publishd contoso/vm"], "true")
            #expect(wrong.exit == .code(64))
        }
    }

    @Test func `a journal is written as HAR and as JSON`() async throws {
        try await RehearsedCommand.with { rehearsed in
            for (name, begin) in [("j.har", #"{"log":"#), ("j.json", #"{"format":1"#)] {
                let file = rehearsed.place.root.appending(path: name)
                _ = try await rehearsed.run(["--journal", file.path], "sh", "-c", Self.offer)
                let text = try String(contentsOf: file, encoding: .utf8)
                #expect(text.hasPrefix(begin), "\(text.prefix(60))")
                #expect(text.contains("/api/publishers/contoso/offers/vm"))
            }
        }
    }

    @Test func `a journal's requests get the same answers again, and others from another scenario`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let release = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../docs/examples/release.sh").standardized.path
            for name in ["j.har", "j.json"] {
                let file = rehearsed.place.root.appending(path: name).path
                let recorded = try await rehearsed.run(["--journal", file], release)
                #expect(recorded.exit == .code(0), "\(recorded.errors)")
                let same = try await rehearsed.place.run(["replay", file], environment: rehearsed.environment())
                #expect(same.exit == .code(0), "\(same.output)")
                #expect(same.output.hasSuffix("; 0 with another answer\n"))
                let other = try await rehearsed.place.run(
                    ["replay", "--scenario", "throttled", file],
                    environment: rehearsed.environment()
                )
                #expect(other.exit == .code(1))
                #expect(other.output.contains("status: 202 → 429"))
            }
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test func `a proxy prints what its clients need, serves them until it is told to stop, and leaves nothing`()
        async throws
    {
        try await RehearsedCommand.with { rehearsed in
            let script = """
                set -eu
                "$VITRINE" proxy --journal journal.har >exports & proxy=$!
                until grep -q VITRINE_REHEARSAL exports; do sleep 0.05; done
                . ./exports
                \(Self.offer)
                curl -fsS -X POST "$VITRINE_REHEARSAL/_rehearsal/reset"
                kill -TERM "$proxy"; wait "$proxy"
                """
            let errors = rehearsed.place.file("errors"), output = rehearsed.place.file("output")
            let child = try Child(
                ["-c", "cd \(rehearsed.place.root.path)\n" + script],
                of: URL(filePath: "/bin/bash"),
                environment: rehearsed.environment([
                    "VITRINE": Child.vitrine.path, "AZURE_CLIENT_SECRET": "it's-mine",
                ]),
                output: .file(output),
                errors: errors
            )
            #expect(await child.exit() == .code(0))
            #expect(try String(contentsOf: output, encoding: .utf8).contains(#""id":"vm""#))
            let journal = rehearsed.place.root.appending(path: "journal.har")
            #expect(try String(contentsOf: journal, encoding: .utf8).hasPrefix(#"{"log":"#))
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
    func `each signal that ends a proxy lets it tell what it saw, and leaves nothing`(signal: Int32) async throws {
        try await RehearsedCommand.with { rehearsed in
            let output = try PipeText()
            let errors = rehearsed.place.file("errors")
            let child = try Child(
                ["proxy"],
                environment: rehearsed.environment(),
                output: .pipe(output.writingEnd),
                errors: errors
            )
            _ = try #require(await output.text(until: "VITRINE_REHEARSAL="))
            child.send(signal: signal)
            #expect(await child.exit() == .code(0))
            #expect(try !String(contentsOf: errors, encoding: .utf8).isEmpty)
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test func `who stops listening stops nothing but the text`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let child = try Child(
                ["-c", "set -o pipefail; \"$VITRINE\" scenario list | true || test $? = 141"],
                of: URL(filePath: "/bin/bash"),
                environment: rehearsed.environment(["VITRINE": Child.vitrine.path]),
                output: .file(rehearsed.place.file("output")),
                errors: rehearsed.place.file("errors")
            )
            #expect(await child.exit() == .code(0))
        }
    }

    /// Signs in and reads the offer of the scenario `quiet`.
    static let offer = """
        set -eu
        : "${CURL:=curl -sS}"
        token=$(curl -fsS "https://login.microsoftonline.com/$AZURE_TENANT_ID/oauth2/token" \\
            -d grant_type=client_credentials -d "client_id=$AZURE_CLIENT_ID" -d "client_secret=$AZURE_CLIENT_SECRET" \\
            -d resource=https://cloudpartner.azure.com | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
        $CURL -H "Authorization: Bearer $token" \\
            "https://cloudpartner.azure.com/api/publishers/contoso/offers/vm?api-version=2017-10-31"
        """

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
                var file = new FileInputStream(System.getenv("NODE_EXTRA_CA_CERTS"));
                store.setCertificateEntry("a", CertificateFactory.getInstance("X.509").generateCertificate(file));
                var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(store);
                var context = SSLContext.getInstance("TLS");
                context.init(null, trust.getTrustManagers(), null);
                var proxy = URI.create(System.getenv("HTTPS_PROXY"));
                for (var version : new HttpClient.Version[] {HttpClient.Version.HTTP_2, HttpClient.Version.HTTP_1_1}) {
                    var client = HttpClient.newBuilder().sslContext(context).version(version)
                        .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort()))).build();
                    var request = HttpRequest.newBuilder(URI.create("https://cloudpartner.azure.com/api/publishers")).build();
                    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                    System.out.println(answer.version() + " " + answer.statusCode());
                }
            }
        }
        """
}
