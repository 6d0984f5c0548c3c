/// The mappings of a scenario, and the keys that each may have: what the reader takes, and what its page documents.
package enum ScenarioPart: String, Sendable, CaseIterable {
    case scenario, seed, publisher, application, offer, slots
    case step, stepMatch = "step's match", message
    case fault, faultMatch = "fault's match", nth, action, answer, edit

    /// The keys in the order in which they are documented.
    package var keys: [String] {
        switch self {
        case .scenario: ["name", "description", "extends", "rng", "clock", "speed", "pace", "seed", "steps", "faults"]
        case .seed: ["publishers", "applications", "offers"]
        case .publisher: ["id", "name", "sellerId"]
        case .application: ["id", "name", "secret", "memberships"]
        case .offer: ["publisher", "id", "offerTypeId", "definition", "file", "slots", "count"]
        case .slots: ["preview", "production"]
        case .step: ["match", "duration", "verdict", "again", "times", "messages"]
        case .stepMatch: ["publisher", "offer", "step", "publish"]
        case .message: ["level", "text"]
        case .fault: ["name", "match", "action"]
        case .faultMatch: ["method", "path", "publisher", "caller", "nth", "probability"]
        case .nth: ["every", "first"]
        case .action: ["latency", "answer", "throttle", "dropConnection", "expireToken", "truncate", "edit"]
        case .answer: ["status", "code", "message", "body", "headers"]
        case .edit: ["patch", "author"]
        }
    }
}
