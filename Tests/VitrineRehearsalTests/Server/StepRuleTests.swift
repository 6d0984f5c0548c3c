import ExactJSON
import NIOHTTP1
import Testing
import VitrineRehearsal
import VitrineServer

/// What a scenario's rules make of the steps of a publish.
@Suite(.timeLimit(.minutes(15))) struct StepRuleTests {
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
