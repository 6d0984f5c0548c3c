import Testing
import VitrineRehearsal

struct PatternTests {
    @Test(arguments: [
        ("vm", "VM", true), ("vm", "vm2", false), ("v*", "vm", true), ("*", "", true), ("", "", true), ("", "a", false),
        ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-b", false), ("**", "x", true), ("*m", "vm", true),
        ("a*a*a*a*a*a*a*a*b", String(repeating: "a", count: 250), false),
    ])
    func `a star stands for any characters of a name`(pattern: String, name: String, fits: Bool) {
        #expect(NamePattern(pattern).matches(name) == fits)
    }

    @Test(arguments: [
        ("/api/publishers/{publisher}/offers/{offer}", "/api/publishers/contoso/offers/vm?api-version=1", true),
        ("/api/publishers/{publisher}/offers/{offer}", "/API/Publishers/contoso/offers/vm/", true),
        ("/api/publishers/{publisher}/offers/{offer}", "/api/publishers/contoso/offers/vm/status", false),
        ("/api/publishers/contoso/offers/v*", "/api/publishers/CONTOSO/offers/%76m", true),
        ("/api/**", "/api", true), ("/api/**", "/api/a/b/c", true), ("/api/**", "/common/x", false),
        ("/**/status", "/a/b/status", true), ("/**/status", "/a/b/status/c", false),
        ("/a/**/c/**/e", "/a/b/c/d/e", true),
        ("/*/*", "/a", false), ("/", "/", true), ("/", "/a", false),
    ])
    func `a path pattern fits whole paths`(pattern: String, path: String, fits: Bool) throws {
        #expect(try #require(PathPattern(pattern)).matches(path) == fits)
    }

    @Test(arguments: ["", "api", "/a?b=1", "/{a", "/a}", "/x{a}", "/{}", "/{a b}", "/{1}"])
    func `a text that is no path pattern is refused`(text: String) {
        #expect(PathPattern(text) == nil)
    }

    @Test(arguments: [
        (Occasions.always, Array(1...6)), (.numbers([1, 3]), [1, 3]), (.every(3), [3, 6]), (.first(2), [1, 2]),
    ])
    func `occasions are counted from one`(occasions: Occasions, included: [Int]) {
        #expect((1...6).filter(occasions.includes) == included)
    }

    @Test(arguments: [
        ("0", 0), ("90s", 90_000), ("2h", 7_200_000), ("3d", 259_200_000), ("250ms", 250), ("15m", 900_000),
        ("3650d", 315_360_000_000),
    ])
    func `a span of time is a number and a unit`(text: String, milliseconds: Int64) throws {
        #expect(try ScenarioDuration(text).milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "s", "90", "1.5h", "3 d", "-1s", "3651d", "99999999999999999999s", "9223372036854775807d", "1S", "٣s",
    ])
    func `what is no span of time is refused`(text: String) {
        #expect(throws: ScenarioDuration.Problem.self) { try ScenarioDuration(text) }
    }
}
