public import Synchronization

/// A bounded memory of answers, each good only as long as the store's mark is the one it was remembered under.
///
/// Two generations: when the young one is half of the bound, it becomes the old one and the old one is dropped. What is
/// asked for again moves to the young one. So nothing is scanned, and what is in use stays.
///
/// Inlinable, and public because only then does the compiler heed it: compiled for its own keys, a lookup costs a fraction of
/// what it costs in the general form.
public final class Recent<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline
    struct Entry {
        @usableFromInline let value: Value
        @usableFromInline let cost: Int
        @usableFromInline let mark: UInt64

        @inlinable
        init(value: Value, cost: Int, mark: UInt64) {
            self.value = value
            self.cost = cost
            self.mark = mark
        }
    }

    @usableFromInline
    struct Generations {
        @usableFromInline var young: [Key: Entry] = [:]
        @usableFromInline var old: [Key: Entry] = [:]
        @usableFromInline var youngCost = 0

        @inlinable
        init() {}
    }

    @usableFromInline let generations: Mutex<Generations>
    @usableFromInline let maximumCost: Int

    /// A memory that holds entries up to a summed cost of `maximumCost`, in whatever unit the caller counts.
    @inlinable
    public init(maximumCost: Int) {
        generations = Mutex(Generations())
        self.maximumCost = maximumCost
    }

    /// What was remembered for `key`, if it was remembered under this `mark`.
    @inlinable
    public func value(for key: Key, mark: UInt64) -> Value? {
        generations.withLock { generations in
            if let entry = generations.young[key] { return entry.mark == mark ? entry.value : nil }
            guard let entry = generations.old[key], entry.mark == mark else { return nil }
            store(entry, for: key, in: &generations)
            return entry.value
        }
    }

    /// Remembers `value`; one that costs more than half of the bound is not remembered.
    @inlinable
    public func set(_ value: Value, for key: Key, cost: Int, mark: UInt64) {
        guard cost <= maximumCost / 2 else { return }
        generations.withLock { generations in
            store(Entry(value: value, cost: cost, mark: mark), for: key, in: &generations)
        }
    }

    @inlinable
    func store(_ entry: Entry, for key: Key, in generations: inout Generations) {
        if generations.youngCost + entry.cost > maximumCost / 2 {
            generations.old = generations.young
            generations.young = [:]
            generations.youngCost = 0
        }
        let replaced = generations.young.updateValue(entry, forKey: key)
        generations.youngCost += entry.cost - (replaced?.cost ?? 0)
    }
}
