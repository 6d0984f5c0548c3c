import VitrineCore

/// Reads one file of a scenario; what it is built on has been read before.
struct ScenarioReader {
    /// What the file's own place is called when it has no name.
    let defaultName: String
    let words: ScenarioWords

    /// Gives the scenario that `extends` names; complains at that place otherwise.
    let base: (ScenarioSpot) -> Scenario?

    /// Gives the bytes of a file that is named relative to this one; complains at that place otherwise.
    let file: (ScenarioSpot) -> [UInt8]?

    /// Everything that the file says, on top of what it extends. What couldn't be read was complained of.
    func scenario(_ root: ScenarioSpot) -> Scenario? {
        guard root.expect(.scenario) else { return nil }
        let base = root["extends"].flatMap { self.base($0) }
        let seed = SeedReader(base: base?.seed ?? .empty, words: words, file: file).seed(root["seed"])
        let steps = StepRuleReader(words: words).rules(root)
        let faults = FaultRuleReader().rules(root)
        return Scenario(
            name: name(root),
            description: root["description"].flatMap { $0.text() } ?? "",
            seed: seed,
            // The file's own rules come first: of those that fit a step, the first counts.
            steps: steps + (base?.steps ?? []),
            faults: faults + (base?.faults ?? []),
            randomSeed: root["rng"].flatMap(seedNumber) ?? base?.randomSeed ?? 0,
            clock: clock(root, on: base?.clock ?? Scenario.Clock()),
            pace: root["pace"].flatMap(pace) ?? base?.pace
        )
    }

    private func name(_ root: ScenarioSpot) -> String {
        guard let spot = root["name"], let text = spot.text(atMost: 100) else { return defaultName }
        guard text.utf8.allSatisfy(Self.isNameByte) else {
            spot.complain("A scenario's name has letters, digits, '-' and '_'.")
            return defaultName
        }
        return text
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        let character = Character(Unicode.Scalar(byte))
        return character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
    }

    private func seedNumber(_ spot: ScenarioSpot) -> UInt64? {
        spot.integer(in: 0...Int.max).map { UInt64($0) }
    }

    private func clock(_ root: ScenarioSpot, on base: Scenario.Clock) -> Scenario.Clock {
        var clock = base
        if let word = root["clock"].flatMap({ $0.word(of: ClockWord.self) }) { clock.isHeld = word == .held }
        if let speed = root["speed"].flatMap({ $0.integer(in: RehearsalClock.speeds) }) { clock.speed = speed }
        return clock
    }

    private enum ClockWord: String, CaseIterable { case held, running }

    private func pace(_ spot: ScenarioSpot) -> String? {
        switch spot.value.kind {
        case .text(let text) where text == "instant" || text == "hosted": return text
        case .number(let text):
            guard let factor = Double(text), (0...1_000).contains(factor) else { break }
            return text
        default: break
        }
        spot.complain("Write instant, hosted, or a factor from 0 to 1000.")
        return nil
    }
}
