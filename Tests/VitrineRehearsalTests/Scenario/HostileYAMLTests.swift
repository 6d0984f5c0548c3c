import Testing
import VitrineRehearsal

/// What is read in time that grows with its size takes seconds of the minutes here; what doubles with each line, days.
@Suite(.timeLimit(.minutes(10))) struct HostileYAMLTests {
    @Test
    func `aliases that repeat one another are refused before they grow`() {
        var bomb = "a0: &a0 [x, x]\n"
        for level in 1...60 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(
            Sample.complaints(bomb).contains { $0.contains("more than 200000 values, with what its aliases repeat") }
        )
    }

    @Test(arguments: ["*b60 : x", "? *b60\n: x", "? [*b60]\n: x", "{[*b60]: x, [*b60]: y}", "[*b60]: 1\n[*a60]: 2"])
    func `a key that is an alias or a list is refused before it is compared`(key: String) {
        var bomb = ""
        for name in ["a", "b"] {
            bomb += "\(name)0: &\(name)0 [x, x]\n"
            for level in 1...60 {
                bomb += "\(name)\(level): &\(name)\(level) [*\(name)\(level - 1), *\(name)\(level - 1)]\n"
            }
        }
        #expect(Sample.complaints(bomb + key).contains { $0.contains("a key has to be a word") })
    }

    @Test
    func `a few aliases are fine`() throws {
        let scenario = try Sample.scenario(
            """
            steps:
              - {match: {publisher: &who contoso, step: live}, duration: &long 3d}
              - {match: {publisher: *who,step: displaycertify}, duration: *long}
            """
        )
        #expect(scenario.steps.map { $0.duration?.seconds } == [259_200, 259_200])
    }

    @Test
    func `text that looks like a key or an alias is none`() throws {
        let scenario = try Sample.scenario("description: \"see [1]: a *star, a {brace}: and ?\"\nsteps: []")
        #expect(scenario.description == "see [1]: a *star, a {brace}: and ?")
    }

    @Test(arguments: [70, 900, 5_000, 100_000])
    func `depth is limited, in brackets, in dashes, in braces and in lines`(depth: Int) {
        func nested(_ open: String) -> String { "a: " + String(repeating: open, count: depth) }
        for text in [nested("["), nested("{a: "), "a:\n  " + String(repeating: "- ", count: depth) + "x"] {
            #expect(!Sample.complaints(text).isEmpty)
        }
        let closed = "definition: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(
            Sample.complaints(closed).contains {
                $0.contains("one inside another") || $0.contains("There is no such key")
            }
        )
        guard depth <= 900 else { return }
        let lines = (0..<depth).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
        #expect(Sample.complaints(lines).contains { $0.contains("one inside another") })
    }

    @Test
    func `size, encoding and values are limited`() {
        let large = [UInt8](repeating: 0x20, count: (4 << 20) + 1)
        #expect(Self.complaint(large).contains("larger than 4194304 bytes"))
        #expect(Self.complaint([0x61, 0x3A, 0x20, 0xFF]).contains("not UTF-8"))
        #expect(Self.complaint(Array("a: [\(String(repeating: "x,", count: 250_000))]".utf8)).contains("200000 values"))
        #expect(Sample.complaints("name: a\n---\nname: b").contains { $0.contains("not YAML that can be read") })
        #expect(Sample.complaints("").contains { $0.contains("Write a mapping") })
    }

    @Test(arguments: ["x,", "{a: b},", "- x\n"])
    func `a file as large as may be takes no long time`(part: String) {
        let text =
            (part.hasSuffix(",") ? "a: [" : "") + String(repeating: part, count: ((4 << 20) - 8) / part.utf8.count)
        #expect(!Sample.complaints(text).isEmpty)
    }

    @Test
    func `so many wrong places are told in a hundred lines`() {
        let text = "steps:\n" + String(repeating: "  - {verdict: x}\n", count: 900)
        do throws(ScenarioError) {
            _ = try Sample.scenario(text)
        } catch {
            #expect(error.lines.count == 101)
            #expect(error.lines.last == "… and 900 more.")
        }
    }

    @Test(arguments: 0..<24 as Range<UInt64>)
    func `no bytes break the reading`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let texts = try ["quiet", "service-conflict", "token-expires-mid-publish"].map {
            try Project.bytes("Sources/VitrineRehearsal/Resources/\($0).yaml")
        }
        let fragments = [
            "&a ", "*a", "? ", ": ", "- ", "{", "}", "[", "]", "<<: *a\n", "|\n", ">-\n", "\"", "'", "\n", "\t",
            "!!int ", "%YAML 1.3\n",
            "---\n", "...\n", "\u{FEFF}", "\u{2028}", "\\xD8", "\"\\uD800\"", "#", "~", "1e999", "9223372036854775808",
            "{n}", "0",
        ]
        for _ in 0..<60 {
            let text = (texts.randomElement(using: &generator) ?? []).mutated(using: &generator, with: fragments)
            do throws(ScenarioError) {
                _ = try Sample.library().scenario(text, path: "s.yaml")
            } catch {
                #expect(!error.complaints.isEmpty)
            }
        }
    }

    private static func complaint(_ bytes: [UInt8]) -> String {
        do throws(ScenarioError) {
            _ = try Sample.library().scenario(bytes, path: "s.yaml")
            return ""
        } catch {
            return error.description
        }
    }
}
