import VitrineText

extension ScenarioLibrary {
    /// One reading of a scenario and of all that it extends.
    struct Search {
        let words: ScenarioWords
        let read: ReadFile
        let complaints: ScenarioComplaints
    }
}

extension ScenarioLibrary.Search {
    /// A scenario that isn't named by another one.
    func scenario(_ nameOrPath: String) throws(ScenarioError) -> Scenario {
        if let bytes = ScenarioSource.builtIn[nameOrPath] {
            return try read(ScenarioSource(builtIn: nameOrPath, bytes), on: [nameOrPath])
        }
        guard ScenarioSource.isPath(nameOrPath) else {
            let hint = Suggestion.hint(for: nameOrPath, among: ScenarioSource.builtIn.keys)
            let known = ScenarioSource.builtIn.keys.sorted().joined(separator: ", ")
            throw Self.error(
                nameOrPath,
                "There is no scenario of this name.\(hint) Known: \(known). A file's name ends in .yaml."
            )
        }
        do {
            return try read(ScenarioSource(path: nameOrPath, bytes: try read(nameOrPath)), on: [nameOrPath])
        } catch let error as ScenarioError {
            throw error
        } catch {
            throw Self.error(nameOrPath, "The file can't be read: \(Self.words(error))")
        }
    }

    /// A scenario; `way` are the ones that led to it and itself.
    func read(_ source: ScenarioSource, on way: [String]) throws(ScenarioError) -> Scenario {
        let root = try YAMLText(file: source.path).root(of: source.bytes)
        let reader = ScenarioReader(
            defaultName: source.name,
            words: words,
            base: { base($0, of: source, on: way) },
            file: { file($0, beside: source) }
        )
        let spot = ScenarioSpot(root: root, file: source.path, complaints: complaints)
        guard let scenario = reader.scenario(spot) else {
            try complaints.throwIfAny()
            throw Self.error(source.path, "This is no scenario.")
        }
        return scenario
    }

    private func base(_ spot: ScenarioSpot, of source: ScenarioSource, on way: [String]) -> Scenario? {
        guard let name = spot.text(atMost: 1_000) else { return nil }
        let isBuiltIn = ScenarioSource.builtIn[name] != nil
        guard isBuiltIn || ScenarioSource.isPath(name) else {
            let hint = Suggestion.hint(for: name, among: ScenarioSource.builtIn.keys)
            let known = ScenarioSource.builtIn.keys.sorted().joined(separator: ", ")
            spot.complain(
                "There is no scenario '\(name.shortened)'.\(hint) Known: \(known). A file's name ends in .yaml."
            )
            return nil
        }
        let path = isBuiltIn ? name : ScenarioSource.normalized(source.beside(name))
        guard !way.map(ScenarioSource.normalized).contains(path) else {
            spot.complain("The scenarios extend each other in a circle: \((way + [path]).joined(separator: " → ")).")
            return nil
        }
        guard way.count < Scenario.Limits.bases else {
            spot.complain("More than \(Scenario.Limits.bases) scenarios extend each other.")
            return nil
        }
        return base(at: path, spot, on: way + [path])
    }

    private func base(at path: String, _ spot: ScenarioSpot, on way: [String]) -> Scenario? {
        do {
            if let bytes = ScenarioSource.builtIn[path] {
                return try read(ScenarioSource(builtIn: path, bytes), on: way)
            }
            return try read(ScenarioSource(path: path, bytes: try read(path)), on: way)
        } catch let error as ScenarioError {
            for complaint in error.complaints { complaints.add(complaint) }
        } catch {
            spot.complain("The file '\(path.shortened)' can't be read: \(Self.words(error))")
        }
        return nil
    }

    private func file(_ spot: ScenarioSpot, beside source: ScenarioSource) -> [UInt8]? {
        guard let name = spot.text(atMost: 1_000) else { return nil }
        guard name.utf8.first != UInt8(ascii: "/"), !name.utf8.contains(0) else {
            spot.complain("Name the file relative to the scenario, without a '/' at its start.")
            return nil
        }
        guard !source.isBuiltIn else {
            spot.complain("A scenario that comes with the server has no files beside it.")
            return nil
        }
        do {
            return try read(source.beside(name))
        } catch {
            spot.complain("The file '\(name.shortened)' can't be read: \(Self.words(error))")
            return nil
        }
    }

    private static func error(_ file: String, _ reason: String) -> ScenarioError {
        ScenarioError(ScenarioComplaint(file: file, position: nil, pointer: nil, reason: reason))
    }

    private static func words(_ error: any Error) -> String { String(describing: error).shown(atMost: 200) }
}
