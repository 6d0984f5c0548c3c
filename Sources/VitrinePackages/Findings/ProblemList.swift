/// Collects problems, up to a number of them.
struct ProblemList {
    private let limit: Int
    private(set) var all: [PackageProblem] = []

    /// Whether there were more than the limit allows.
    private(set) var isFull = false

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    mutating func add(_ problem: PackageProblem) {
        add(problem.code, at: problem.place, problem.message)
    }

    /// The message is only made when there is room for it.
    mutating func add(
        _ code: PackageProblem.Code,
        at place: @autoclosure () -> PackageProblem.Place,
        _ message: @autoclosure () -> String
    ) {
        guard all.count < limit else {
            isFull = true
            return
        }
        all.append(PackageProblem(code, at: place(), message()))
    }
}
