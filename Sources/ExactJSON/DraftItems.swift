/// The items of an array that is being changed.
///
/// They are kept in two parts, before and behind the last place where something came or went: many changes from one
/// end to the other then move each item once, not once for each change.
struct DraftItems {
    private var before: [Draft] = []

    /// The last item first.
    private var behind: [Draft]

    init(of array: JSONValue) {
        behind = array.elements.map(Draft.init(of:)).reversed()
    }

    var count: Int { before.count + behind.count }

    subscript(place: Int) -> Draft {
        get { place < before.count ? before[place] : behind[count - 1 - place] }
        set {
            if place < before.count {
                before[place] = newValue
            } else {
                behind[count - 1 - place] = newValue
            }
        }
    }

    mutating func insert(_ item: Draft, at place: Int) {
        part(at: place)
        before.append(item)
    }

    mutating func remove(at place: Int) {
        part(at: place)
        behind.removeLast()
    }

    func write(to writer: inout JSONWriter) {
        writer.beginArray()
        for item in before { item.write(to: &writer) }
        for item in behind.reversed() { item.write(to: &writer) }
        writer.endArray()
    }

    private mutating func part(at place: Int) {
        while before.count > place { behind.append(before.removeLast()) }
        while before.count < place { before.append(behind.removeLast()) }
    }
}
