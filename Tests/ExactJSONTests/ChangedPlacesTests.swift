import ExactJSON
import Testing

struct ChangedPlacesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let paths: [String]

        init(_ old: String, _ new: String, _ paths: String...) {
            self.old = old
            self.new = new
            self.paths = paths
        }

        var testDescription: String { "\(old) to \(new)" }
    }

    @Test(arguments: [
        Row("{}", "{}"), Row(#"{"a":1}"#, #"{ "a" : 1 }"#), Row(#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#),
        Row(#"{"a":"\u0041"}"#, #"{"a":"A"}"#),
        Row(#"{"a":1}"#, #"{"a":2}"#, "/a"), Row(#"{"a":1}"#, "{}", "/a"), Row("{}", #"{"a":1}"#, "/a"),
        Row(#"{"a":{"b":1,"c":2}}"#, #"{"a":{"b":1,"c":3}}"#, "/a/c"),
        Row(#"{"a":{"b":1}}"#, #"{"a":[1]}"#, "/a"), Row(#"{"a":[1,2]}"#, #"{"a":[1,3]}"#, "/a"),
        Row(#"{"a":1.0}"#, #"{"a":1}"#, "/a"), Row(#"{"a/b":1,"c~d":1}"#, #"{"a/b":2}"#, "/a~1b", "/c~0d"),
        Row(
            #"{"p":[{"planId":"x","t":1},{"planId":"y","t":1}]}"#,
            #"{"p":[{"planId":"y","t":2},{"planId":"x","t":1}]}"#,
            "/p/planId=y/t"
        ),
        Row(#"{"p":[{"planId":"x"}]}"#, #"{"p":[{"planId":"z"}]}"#, "/p/planId=z", "/p/planId=x"),
        Row(#"{"p":[{"planId":"x","t":1},{"planId":"x"}]}"#, #"{"p":[{"planId":"x","t":2}]}"#, "/p"),
        Row(#"{"p":[{"planId":"x"}]}"#, #"{"p":[{"planId":1}]}"#, "/p"),
        Row("1", "2", ""), Row(#"{"é":1}"#, "{\"e\u{301}\":1}", "/e\u{301}", "/é"),
    ])
    func `places are those of the members that differ`(row: Row) throws {
        let places = try Self.places(row.old, row.new)
        #expect(places.paths.map { Array($0.utf8) } == row.paths.map { Array($0.utf8) })
        #expect(!places.isCut)
    }

    @Test func `no more places are noted than were asked for, and no more bytes`() throws {
        let old = "{}"
        let new = "{" + (0..<9).map { "\"m\($0)\":1" }.joined(separator: ",") + "}"
        let few = try Self.places(old, new, limit: 4)
        #expect(few.paths == ["/m0", "/m1", "/m2", "/m3"])
        #expect(few.isCut)
        let short = try Self.places(old, new, maximumBytes: 7)
        #expect(short.paths == ["/m0", "/m1"])
        #expect(short.isCut)
        #expect(try !Self.places(old, new, limit: 9).isCut)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `there are none exactly when both say the same`(seed: UInt64) throws {
        let old = RandomJSON.text(seed)
        let new = seed % 3 == 0 ? old : RandomJSON.text(seed + 1)
        let patch = JSONPatch.difference(
            from: try JSONDocument(parsing: old).root,
            to: try JSONDocument(parsing: new).root,
            identifyingItemsBy: []
        )
        let places = ChangedPlaces(
            from: try JSONDocument(parsing: old).root,
            to: try JSONDocument(parsing: new).root,
            identifyingItemsBy: "planId",
            limit: 1_000_000,
            maximumBytes: 1 << 30
        )
        #expect(places.paths.isEmpty == patch.operations.isEmpty)
    }

    private static let sample = Array(
        #"""
        {"displayText":"A b","offer":{"x.title":"Conto\u0073o","n":12,"list":["a","b"]},"plans":[{"planId":"basic","title":"T","sku":
        {"deep":"value"}},{"planId":"other","title":"T"}]}
        """#.utf8
    )

    /// Every text that one byte more, less or other makes of the sample, where it is JSON still.
    @Test(arguments: [0x20, 0x22, 0x2C, 0x5C, 0x61, 0x7D] as [UInt8])
    func `what is told of one string without parsing is what the whole comparison tells`(byte: UInt8) throws {
        var told = 0
        for place in Self.sample.indices {
            for change in 0..<3 {
                var old = Self.sample
                switch change {
                case 0: old.insert(byte, at: place)
                case 1: old[place] = byte
                default: old.remove(at: place)
                }
                guard let document = try? JSONDocument(parsing: old), old != Self.sample else { continue }
                let new = try JSONDocument(parsing: Self.sample).root
                let quick = ChangedPlaces(ofOneStringIn: new, since: old, identifyingItemsBy: "planId")
                guard let quick else { continue }
                told += 1
                let whole = ChangedPlaces(
                    from: document.root,
                    to: new,
                    identifyingItemsBy: "planId",
                    limit: 100,
                    maximumBytes: 10_000
                )
                #expect(quick.paths == whole.paths, "\(String(decoding: old, as: UTF8.self))")
            }
        }
        #expect(told > 20 || [0x22, 0x5C].contains(byte))
    }

    private static func places(
        _ old: String,
        _ new: String,
        limit: Int = 100,
        maximumBytes: Int = 10_000
    ) throws -> ChangedPlaces {
        ChangedPlaces(
            from: try JSONDocument(parsing: Array(old.utf8)).root,
            to: try JSONDocument(parsing: Array(new.utf8)).root,
            identifyingItemsBy: "planId",
            limit: limit,
            maximumBytes: maximumBytes
        )
    }
}

extension RandomJSON {
    fileprivate static func text(_ seed: UInt64) -> [UInt8] {
        var random = RandomJSON(seed: seed)
        return random.document()
    }
}
