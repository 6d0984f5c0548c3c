import ExactJSON
import VitrineCore

extension OfferReader {
    /// The definition, written in the scenario or in a JSON file beside it.
    func definition(_ spot: ScenarioSpot) -> [UInt8]? {
        switch (spot["definition"], spot["file"]) {
        case (let definition?, nil): return inline(definition)
        case (nil, let file?): return self.file(file).flatMap { fromFile($0, file) }
        case (nil, nil):
            spot.complain("Write the offer's 'definition', or name a 'file' that has it.")
            return nil
        case (_?, let file?):
            file.complain("'definition' and 'file' contradict each other. Keep one of them.")
            return nil
        }
    }

    private func inline(_ spot: ScenarioSpot) -> [UInt8]? {
        guard case .mapping = spot.value.kind else {
            spot.complain("Write a mapping: the definition with 'displayText', 'offer' and 'plans'.")
            return nil
        }
        return sized(spot.value.json, spot)
    }

    /// The whole file, or what its member `definition` is: then it is what a GET answered.
    private func fromFile(_ bytes: [UInt8], _ spot: ScenarioSpot) -> [UInt8]? {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes)
        } catch {
            spot.complain("The file is not JSON: \(error.message)")
            return nil
        }
        let root = document.root
        let definition = root["definition"].flatMap { $0.kind == .object ? $0 : nil } ?? root
        guard definition.kind == .object else {
            spot.complain("The file has to hold a JSON object.")
            return nil
        }
        return sized(Array(definition.text), spot)
    }

    private func sized(_ definition: [UInt8], _ spot: ScenarioSpot) -> [UInt8]? {
        guard definition.count <= Scenario.Limits.definitionBytes else {
            spot.complain("The definition is larger than \(Scenario.Limits.definitionBytes) bytes.")
            return nil
        }
        return definition
    }
}
