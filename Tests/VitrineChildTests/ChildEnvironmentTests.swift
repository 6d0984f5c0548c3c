import Testing

@testable import VitrineChild

@Suite("a command's variables") struct ChildEnvironmentTests {
    @Test func `only what is set is changed, and is there once`() {
        let odd = [SystemText([0x41, 0x3D, -1]), SystemText([-1, 0x3D, 0x41]), SystemText("no value")]
        let given = ChildEnvironment(["B=1", "BB=1", "B=2"].map { SystemText($0) } + odd)
        let found = given.setting(["B": "3", "C": "="]).entries
        #expect(found == [SystemText("BB=1")] + odd + [SystemText("B=3"), SystemText("C==")])
    }

    @Test func `a variable is found by all of its name, the first of several`() {
        let environment = ChildEnvironment(["PATHS=a", "PATH=b=c", "PATH=d", "EMPTY="].map { SystemText($0) })
        #expect(environment["PATH"] == SystemText("b=c"))
        #expect(environment["EMPTY"] == SystemText(""))
        #expect(environment["PAT"] == nil)
    }
}
