import VitrineText

/// The calls of a journal by route: how many, how long, with which statuses.
struct CallTable {
    private let rows: [Row]
    private let calls: Int

    private struct Row {
        let count: String
        let median: String
        let longest: String
        let statuses: String
        let route: String
    }

    init(_ exchanges: [Exchange]) {
        calls = exchanges.count
        let groups = Dictionary(grouping: exchanges) {
            "\($0.request.method.shortened) \($0.route.template.shownWhole)"
        }
        // The route with the most calls first; what is alike by name.
        rows = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .map { Self.row(route: $0.key, $0.value) }
    }

    func write(to page: inout TextPage) {
        page.heading(calls == 0 ? "No calls" : calls.counted("call"))
        guard !rows.isEmpty else { return }
        let all =
            [Row(count: "calls", median: "median", longest: "longest", statuses: "statuses", route: "route")] + rows
        let widths = [\Row.count, \.median, \.longest, \.statuses].map { column in
            all.map { $0[keyPath: column].count }.max() ?? 0
        }
        // On a narrow terminal the route is what is told in full.
        let isNarrow = page.width < widths.reduce(0, +) + 2 * 5 + 30
        for row in all {
            let numbers =
                "\(row.count.right(widths[0]))  \(row.median.right(widths[1]))  \(row.longest.right(widths[2]))"
            let statuses = row.statuses.padding(widths[3])
            page.line(
                isNarrow ? "  \(row.count.right(widths[0]))  \(row.route)" : "  \(numbers)  \(statuses)  \(row.route)"
            )
        }
    }

    private static func row(route: String, _ exchanges: [Exchange]) -> Row {
        let times = exchanges.map(\.microseconds).sorted()
        return Row(
            count: String(exchanges.count),
            median: milliseconds(times[(times.count - 1) / 2]),
            longest: milliseconds(times.last ?? 0),
            statuses: statuses(exchanges),
            route: route
        )
    }

    private static func statuses(_ exchanges: [Exchange]) -> String {
        let counts = Dictionary(grouping: exchanges.map { $0.status ?? 0 }) { $0 }.mapValues(\.count).sorted {
            $0.key < $1.key
        }
        let shown = counts.prefix(4).map { status, count in
            "\(status == 0 ? "none" : String(status))\(count == 1 ? "" : " ×\(count)")"
        }
        return shown.joined(separator: ", ") + (counts.count > 4 ? ", …" : "")
    }

    private static func milliseconds(_ microseconds: Int64) -> String {
        switch microseconds {
        case ..<1_000: "<1 ms"
        case ..<10_000_000: "\(microseconds / 1_000) ms"
        default: "\(microseconds / 1_000_000) s"
        }
    }
}

extension String {
    fileprivate func padding(_ width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }

    fileprivate func right(_ width: Int) -> String { String(repeating: " ", count: Swift.max(0, width - count)) + self }

    /// Text that may hold strangers' names, whole as far as anybody reads it.
    var shownWhole: String { shown(atMost: 200) }
}
