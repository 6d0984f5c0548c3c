import ExactJSON
import VitrineCore

/// What rules ask of a document.
extension Validation {
    mutating func isNeeded(_ need: FieldRule.Need, in holder: Spot) -> Bool {
        switch need {
        case .always: true
        case .never: false
        case .when(let condition): holds(condition, in: holder)
        case .unless(let condition): !holds(condition, in: holder)
        }
    }

    mutating func isGiven(_ reference: KeyReference, in holder: Spot) -> Bool {
        let document = document
        return answer(Question(key: reference, choices: nil), in: holder) { !document.isMissing($0) }
    }

    mutating func holds(_ condition: Condition, in holder: Spot) -> Bool {
        switch condition.test {
        case .isPresent(let wanted): return isGiven(condition.key, in: holder) == wanted
        case .isOneOf(let choices):
            let isFolded = folded.contains(condition.key.key.text)
            return answer(Question(key: condition.key, choices: choices), in: holder) { spot in
                guard let value = spot.value else { return false }
                guard value.kind == .array else { return value.isOne(of: choices, folded: isFolded) }
                // Of an array, one item is enough.
                return value.elements.contains { $0.isOne(of: choices, folded: isFolded) }
            }
        }
    }

    /// Whether `isRight` of a place that the question is about. What isn't about `holder` is looked up once, however many
    /// plans ask: else the time would grow with their number times the size of the rest.
    private mutating func answer(_ question: Question, in holder: Spot, _ isRight: (Spot) -> Bool) -> Bool {
        let names = question.key.key.names[...]
        guard question.key.holder != .same else { return places(names, from: holder).contains(where: isRight) }
        if let answer = answers[question] { return answer }
        let holders = question.key.holder == .offer ? [document.offer] : document.plans
        let answer = holders.contains { places(names, from: $0).contains(where: isRight) }
        answers[question] = answer
        return answer
    }
}

/// Whether there is a value at a place, or one of `choices`.
struct Question: Hashable {
    let key: KeyReference
    let choices: [Choice]?
}

extension JSONValue {
    /// Whether this is one of `choices`.
    func isOne(of choices: [Choice], folded: Bool) -> Bool {
        guard let own = Choice(self) else { return false }
        guard folded, case .string(let text) = own else { return choices.contains(own) }
        let foldedText = text.asciiFolded
        return choices.contains { choice in
            guard case .string(let other) = choice else { return false }
            return other.asciiFolded == foldedText
        }
    }
}
