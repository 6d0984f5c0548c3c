import Foundation
import Testing
import VitrineCore
import VitrineOfferTypes

/// `docs/workflow.md` is what the code says.
struct WorkflowPageTests {
    private static let page = URL(filePath: #filePath).appending(path: "../../../docs/workflow.md").standardized

    @Test func `docs/workflow.md is what the code says; UPDATE_GOLDEN=1 writes it`() throws {
        let text = WorkflowPage(workflows: try Workflows.builtIn()).markdown
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" { try Data(text.utf8).write(to: Self.page) }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == text)
    }

    @Test func `every workflow leads to preview, waits for the sign-off, and ends live`() throws {
        for workflow in try Workflows.builtIn().all {
            let phases = workflow.steps.map(\.plan.phase)
            let order: [StepPlan.Phase] = [.preview, .signOff, .goLive]
            #expect(phases == order.flatMap { phase in phases.filter { $0 == phase } }, "\(workflow.id)")
            #expect(Set(workflow.steps.map(\.plan.id)).count == workflow.steps.count, "\(workflow.id)")
            #expect(workflow.steps.last?.plan.id == "live", "\(workflow.id)")
        }
    }

    @Test(arguments: [
        (#"{"offer":{"microsoft-azure-marketplace-testdrive.enabled":true}}"#, true),
        (#"{"offer":{"microsoft-azure-marketplace-testdrive.enabled":false}}"#, false), ("{}", false),
    ])
    func `a test drive has a step of its own`(definition: String, has: Bool) throws {
        let workflow = try Workflows.builtIn()[OfferTypeID(rawValue: "microsoft-azure-virtualmachines")]
        let plan = try workflow.plan(for: Array(definition.utf8))
        #expect(plan.contains { $0.id == "displaytestdrive" } == has)
        #expect(plan.count == (has ? 7 : 6))
    }

    @Test func `a type that no workflow names has the default's steps`() throws {
        #expect(try Workflows.builtIn()[OfferTypeID(rawValue: "made-up")].id == "default")
    }

    @Test(arguments: [
        "[]", "{}", #"{"format":1,"kind":"workflows","workflows":[]}"#,
        #"{"format":1,"kind":"workflows","workflows":[{"id":"default","offerTypes":[],"steps":[]}]}"#,
        #"{"format":1,"kind":"workflows","workflows":[{"id":"default","offerTypes":[],"steps":[],"step":[]}]}"#,
    ])
    func `a file that is none is refused with a place`(text: String) {
        #expect(throws: RegistryError.self) { try Workflows(file: RegistryFile("w.json", Array(text.utf8))) }
    }
}
