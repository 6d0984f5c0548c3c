import ExactJSON
import VitrineCore

/// What may not change any more, held against what is live. Source: `publish-workflow`, section 6.
extension Validation {
    mutating func checkChanges(since live: ValidatedDocument) {
        let livePlans = plansByID(live)
        for field in type.fields {
            guard let rule = field.rule, let change = rule.afterLive else { continue }
            // What isn't sure enough is only said.
            let level: Finding.Level = field.evidence.hasPrefix("V") ? .error : .warning
            let names = FieldKey(field.keyInHolder).names
            switch field.level {
            case .offer: compare(names, change, level, live.offer, document.offer, live)
            case .plan:
                for plan in document.plans {
                    guard let id = planID(plan), let old = livePlans[id] else { continue }
                    compare(names, change, level, old, plan, live)
                }
            case .definition, .root: break
            }
        }
        for plan in document.plans {
            guard let id = planID(plan), let old = livePlans[id] else { continue }
            for rule in type.planRules.risingKeys { checkVersions(rule, old, plan) }
            for rule in type.planRules.sameCount where rule.isFixedAfterLive { checkCount(rule, old, plan) }
        }
    }

    /// A version that is added comes after those that are live.
    private mutating func checkVersions(_ rule: (key: String, severity: Finding.Level), _ old: Spot, _ new: Spot) {
        let live = Set(old.member(rule.key).value?.members.map(\.name) ?? [])
        guard let newest = live.map(VersionNumber.init).max() else { return }
        for entry in new.member(rule.key).entries {
            guard let name = entry.tokens.last, !live.contains(name), VersionNumber(name) < newest else { continue }
            let message = "Version \(name.quoted) is added; it must be higher than \(newest), which is live."
            note(.changedAfterLive, rule.severity, entry, message)
        }
    }

    /// Every entry has as many as those that are live.
    private mutating func checkCount(
        _ rule: (key: String, member: String, isFixedAfterLive: Bool, severity: Finding.Level),
        _ old: Spot,
        _ new: Spot
    ) {
        guard let live = old.member(rule.key).entries.first else { return }
        let count = live.member(rule.member).value?.count ?? 0
        for entry in new.member(rule.key).entries {
            let own = entry.member(rule.member).value?.count ?? 0
            guard own != count else { continue }
            let message = "It has \(own) \(rule.member); it must have \(count), as what is live has."
            note(.changedAfterLive, rule.severity, entry, message)
        }
    }

    private func planID(_ plan: Spot) -> String? {
        plan.value?[type.planRules.idKey ?? "planId"]?.string?.asciiFolded
    }

    private func plansByID(_ document: ValidatedDocument) -> [String: Spot] {
        var plans: [String: Spot] = [:]
        for plan in document.plans {
            if let id = planID(plan) { plans[id] = plan }
        }
        return plans
    }

    /// Places are matched by the names that lead to them; of arrays, by position.
    private mutating func compare(
        _ names: [String],
        _ change: FieldRule.AfterLive,
        _ level: Finding.Level,
        _ oldHolder: Spot,
        _ newHolder: Spot,
        _ live: ValidatedDocument
    ) {
        let olds = live.spots(names, from: oldHolder).filter { !live.isMissing($0) }
        let offset = oldHolder.tokens.count
        for old in olds {
            let path = old.tokens.dropFirst(offset)
            let new = path.reduce(newHolder) { spot, name in spot.entry(name) }
            if let complaint = complaint(change, old, new) { note(.changedAfterLive, level, new, complaint) }
        }
        guard change == .release else { return }
        for new in document.spots(names, from: newHolder) where !document.isMissing(new) {
            let path = new.tokens.dropFirst(newHolder.tokens.count)
            let old = path.reduce(oldHolder) { spot, name in spot.entry(name) }
            guard live.isMissing(old) else { continue }
            note(.changedAfterLive, level, new, "It can't be added to something that is live.")
        }
    }

    private func complaint(_ change: FieldRule.AfterLive, _ old: Spot, _ new: Spot) -> String? {
        guard let before = old.value else { return nil }
        switch change {
        case .release: return nil
        case .keep: return document.isMissing(new) ? "It is live, and can't be taken away any more." : nil
        case .fixed:
            guard let after = new.value, before.isSame(as: after) else {
                return "It is live, and can't be changed any more."
            }
            return nil
        case .entries:
            guard let after = new.value else { return nil }
            let changed = before.members(beside: after).first { member, now in
                now.map { !member.value.isSame(as: $0) } ?? false
            }
            return changed.map { "Its entry \($0.member.name.quoted) is live, and can't be changed any more." }
        case .append:
            let kept = zip(before.elements, new.value?.elements.map { $0 } ?? []).allSatisfy { $0.isSame(as: $1) }
            return kept && new.value?.count ?? 0 >= before.count
                ? nil : "What is live stays as it is; more may be added at the end."
        case .decrease:
            guard let after = new.value, after.exceeds(before) else { return nil }
            return "It is live: it may fall, and not rise."
        }
    }
}

/// A version as `1.10.2`: compared number by number.
private struct VersionNumber: Comparable, CustomStringConvertible {
    let description: String
    private let numbers: [Int]

    init(_ text: String) {
        description = text
        numbers = text.split(separator: ".").map { Int($0) ?? 0 }
    }

    static func == (left: VersionNumber, right: VersionNumber) -> Bool { left.numbers == right.numbers }

    static func < (left: VersionNumber, right: VersionNumber) -> Bool {
        left.numbers.lexicographicallyPrecedes(right.numbers)
    }
}

extension Spot {
    /// The member, or the item with that number.
    fileprivate func entry(_ name: String) -> Spot {
        guard value?.kind == .array, let index = Int(name) else { return member(name) }
        return Spot(value?[index], tokens + [name])
    }
}

extension JSONValue {
    /// Each member with the other's value of the same name, in time that grows in line with both.
    fileprivate func members(beside other: JSONValue) -> [(member: JSONMember, other: JSONValue?)] {
        let byName = Dictionary(other.members.map { ($0.name, $0.value) }) { first, _ in first }
        return members.map { ($0, byName[$0.name]) }
    }

    /// Whether both say the same; of URLs, without their queries, since signatures are renewed.
    fileprivate func isSame(as other: JSONValue) -> Bool {
        if isSameContent(as: other) { return true }
        switch (kind, other.kind) {
        case (.string, .string):
            guard let text = string, let otherText = other.string, WebAddress(text) != nil else { return false }
            return text.prefix { $0 != "?" } == otherText.prefix { $0 != "?" }
        case (.object, .object):
            return count == other.count
                && members(beside: other).allSatisfy { member, value in
                    value.map { member.value.isSame(as: $0) } ?? false
                }
        case (.array, .array):
            return count == other.count && zip(elements, other.elements).allSatisfy { $0.isSame(as: $1) }
        default: return double != nil && double == other.double
        }
    }

    /// Whether a number in it is larger than the one in the same place of `old`.
    fileprivate func exceeds(_ old: JSONValue) -> Bool {
        switch (kind, old.kind) {
        case (.number, .number): (double ?? 0) > (old.double ?? 0)
        case (.object, .object):
            members(beside: old).contains { member, value in value.map { member.value.exceeds($0) } ?? false }
        case (.array, .array): zip(elements, old.elements).contains { $0.exceeds($1) }
        default: false
        }
    }
}
