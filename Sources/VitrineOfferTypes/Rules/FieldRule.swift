import VitrineCore

/// What the value of a field must be, as far as a machine can tell. `docs/offer-types.md` has the words.
package final class FieldRule: Sendable {
    let kind: Kind
    let length: Bounds
    let items: Bounds
    let minimum: Double?
    let maximum: Double?
    let pattern: FieldPattern?
    let keysPattern: FieldPattern?

    /// Strings, numbers and booleans, as JSON texts.
    let choices: [Choice]
    let choicesFold: Bool

    /// Names a set of data that values, or an object's member names, come from.
    let valueSet: String?
    let keySet: String?
    let item: FieldRule?
    let members: [(name: String, rule: FieldRule)]
    let others: FieldRule?
    let allowsEmpty: Bool
    let isUnique: Bool

    /// Whether no two offers of a publisher may be published with the same value.
    let isUniqueInPublisher: Bool
    let image: ImageRule?

    /// What the URL leads to, where the server looks at that.
    let artifact: ArtifactPurpose?

    /// Whether it, or something inside of it, leads to an artifact.
    let leadsToArtifacts: Bool
    let need: Need

    /// Of all findings of the rule; `nil` for that of the rule around it, or an error.
    let severity: Finding.Level?

    /// Of a value that is missing.
    let needSeverity: Finding.Level?
    let afterLive: AfterLive?

    enum Kind: String, Sendable, CaseIterable {
        case string, html, url, email, guid, boolean, integer, number, dateTime, object, array, vhd, image, any

        /// What a value of this kind leads to, whatever else the rule says.
        var artifact: ArtifactPurpose? {
            switch self {
            case .image: .image
            case .vhd: .disk
            default: nil
            }
        }
    }

    /// Whether a publish needs the value.
    enum Need: Sendable {
        case always, never
        case when(Condition), unless(Condition)
    }

    /// What may become of the value once it is live.
    enum AfterLive: String, Sendable, CaseIterable {
        case fixed = "true"
        case entries, append, decrease, keep, release
    }

    /// A smallest and a largest number, each of which may be left open.
    struct Bounds: Sendable, Equatable {
        var least: Int?
        var most: Int?
    }

    /// What a picture must be.
    struct ImageRule: Sendable, Equatable {
        /// Width and height in pixels: one of these.
        let sizes: [[Int]]

        /// Or a square with a side in this range.
        let square: ClosedRange<Int>?
    }

    init(_ parts: Parts) {
        kind = parts.kind
        length = parts.length
        items = parts.items
        minimum = parts.minimum
        maximum = parts.maximum
        pattern = parts.pattern
        keysPattern = parts.keysPattern
        choices = parts.choices
        choicesFold = parts.choicesFold
        valueSet = parts.valueSet
        keySet = parts.keySet
        item = parts.item
        members = parts.members
        others = parts.others
        allowsEmpty = parts.allowsEmpty
        isUnique = parts.isUnique
        isUniqueInPublisher = parts.isUniqueInPublisher
        image = parts.image
        artifact = parts.artifact ?? parts.kind.artifact ?? (parts.image == nil ? nil : .image)
        let inner = [parts.item, parts.others].compactMap { $0 } + parts.members.map(\.rule)
        leadsToArtifacts = artifact != nil || inner.contains { $0.leadsToArtifacts }
        need = parts.need
        severity = parts.severity
        needSeverity = parts.needSeverity
        afterLive = parts.afterLive
    }

    /// The names of sets of data in it and in what is inside it.
    var setNames: [String] {
        let inner = [item, others].compactMap { $0 } + members.map(\.rule)
        return [valueSet, keySet].compactMap { $0 } + inner.flatMap(\.setNames)
    }

    /// What a rule is put together from.
    struct Parts {
        var kind: Kind
        var length = Bounds()
        var items = Bounds()
        var minimum: Double?
        var maximum: Double?
        var pattern: FieldPattern?
        var keysPattern: FieldPattern?
        var choices: [Choice] = []
        var choicesFold = false
        var valueSet: String?
        var keySet: String?
        var item: FieldRule?
        var members: [(name: String, rule: FieldRule)] = []
        var others: FieldRule?
        var allowsEmpty = false
        var isUnique = false
        var isUniqueInPublisher = false
        var image: ImageRule?
        var artifact: ArtifactPurpose?
        var need = Need.never
        var severity: Finding.Level?
        var needSeverity: Finding.Level?
        var afterLive: AfterLive?
    }
}

/// A string, number or boolean that a value is compared with.
enum Choice: Sendable, Hashable {
    case string(String)
    case number(Double)
    case boolean(Bool)
}

/// Whether something holds of an offer or a plan.
struct Condition: Sendable {
    let key: KeyReference
    let test: Test

    enum Test: Sendable {
        case isOneOf([Choice])

        /// Whether there is a value.
        case isPresent(Bool)
    }
}
