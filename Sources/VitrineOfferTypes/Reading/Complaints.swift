/// Gathers what is wrong, so that one reading of a file says all of it.
struct Complaints {
    private(set) var all: [RegistryComplaint] = []

    mutating func add(_ complaint: RegistryComplaint) {
        all.append(complaint)
    }

    /// What `read` gives; `nil` when it throws, and what it throws is kept.
    mutating func gathering<Value>(_ read: () throws(RegistryError) -> Value) -> Value? {
        do throws(RegistryError) {
            return try read()
        } catch {
            all += error.complaints.filter { !all.contains($0) }
            return nil
        }
    }

    /// Throws all that was gathered, if there is any.
    func throwIfAny() throws(RegistryError) {
        if let error = RegistryError(all) { throw error }
    }
}
