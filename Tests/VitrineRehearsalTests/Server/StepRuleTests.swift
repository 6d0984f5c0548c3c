import ExactJSON
import NIOHTTP1
import Testing
import VitrineRehearsal
import VitrineServer

/// What a scenario's rules make of the steps of a publish.
@Suite(.timeLimit(.minutes(15))) struct StepRuleTests {
    @Test func `steps after the sign-off go by their rules as well`() async throws {
        let yaml = """
            extends: quiet
            clock: held
            steps:
              - {match: {step: live, publish: 1}, duration: 3d, messages: [{text: It takes a while.}]}
              - {match: {step: live}, verdict: fail, messages: [{level: error, text: Not this one.}]}
            """
        try await Stage.with(yaml: yaml) { stage in
            let token = try await stage.token()
            for (status, text) in [("succeeded", "It takes a while."), ("failed", "Not this one.")] {
                let publish = try await stage.publish(token)
                try await stage.settle()
                #expect(try await stage.status(publish, token) == "succeeded")
                let order = try await stage.portal(.POST, Stage.offer + "/golive", token: token, body: "{}")
                let goLive = try #require(order.headers.first(name: "operation-location"))
                _ = try await stage.control(.POST, "/clock", #"{"action":"advance","by":"2d"}"#)
                #expect(try await stage.status(goLive, token) == (status == "failed" ? "failed" : "running"))
                _ = try await stage.control(.POST, "/clock", #"{"action":"advance","by":"2d"}"#)
                let ended = try await stage.call(.GET, goLive, token: token)
                #expect(try ended.json()["status"]?.string == status)
                #expect(ended.body.contains(text))
                let offer = try await stage.portal(.GET, Stage.offer, token: token).body
                let put = try await stage.portal(
                    .PUT,
                    Stage.offer,
                    token: token,
                    headers: ["if-match": "*"],
                    body: offer.replacing("Use it", with: "Use it now")
                )
                #expect(put.status == 200)
            }
        }
    }

    /// What the checks of this server say of the sample offer, whose files are kept as they are.
    private static let checked = "fetched none of"

    @Test func `messages without a verdict stand beside what the checks say`() async throws {
        let said = try await published(steps: "[{messages: [{level: warning, text: It will rain.}]}]")
        #expect(said.contains("It will rain.") && said.contains(Self.checked))
    }

    @Test func `with a verdict the checks aren't asked`() async throws {
        let said = try await published(steps: "[{verdict: pass, messages: [{text: It is fine.}]}]")
        #expect(said.contains("It is fine.") && !said.contains(Self.checked))
    }

    @Test func `later is asked again after as long as was said, as often as was said`() async throws {
        let yaml = """
            extends: quiet
            clock: held
            steps: [{match: {step: displaycertify}, verdict: later, again: 10m, times: 3}]
            """
        try await Stage.with(yaml: yaml) { stage in
            let token = try await stage.token()
            let operation = try await stage.publish(token)
            for (span, status) in [("0s", "running"), ("1799s", "running"), ("1s", "succeeded")] {
                _ = try await stage.control(.POST, "/clock", #"{"action":"advance","by":"\#(span)"}"#)
                #expect(try await stage.status(operation, token) == status, "\(span)")
            }
        }
    }

    /// The operation of a publish that went well.
    private func published(steps: String) async throws -> String {
        try await Stage.with(yaml: "extends: quiet\nsteps: \(steps)") { stage in
            let token = try await stage.token()
            let operation = try await stage.publish(token)
            try await stage.settle()
            let answer = try await stage.call(.GET, operation, token: token)
            #expect(try answer.json()["status"]?.string == "succeeded")
            return answer.body
        }
    }
}
