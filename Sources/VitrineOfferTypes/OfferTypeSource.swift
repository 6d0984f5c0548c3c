/// What files say of a type beside its fields, word for word: what is served is what was written.
struct OfferTypeSource: Sendable {
    /// Elements of the lists of this name, as JSON texts.
    var arrays: [ArraySlice<UInt8>] = []
    var closedObjects: [ArraySlice<UInt8>] = []
    var secrets: [ArraySlice<UInt8>] = []
    var sets: [ArraySlice<UInt8>] = []

    /// A JSON text; `nil` where a type asks nothing of its plans.
    var planRules: ArraySlice<UInt8>?

    /// Adds what is taken out by `other`, but for what is said already.
    mutating func addSecrecy(of other: OfferTypeSource) {
        arrays += other.arrays.filter { !arrays.contains($0) }
        closedObjects += other.closedObjects.filter { !closedObjects.contains($0) }
        secrets += other.secrets.filter { !secrets.contains($0) }
    }
}
