import ExactJSON
import VitrineCore

/// Steps as an operation's row has them: a JSON array. Written and read at each write of an operation, and so by hand.
extension [Step] {
    var json: [UInt8] {
        var writer = JSONWriter(reservingCapacity: 256 * count)
        writer.beginArray()
        for step in self { step.write(to: &writer) }
        writer.endArray()
        return writer.bytes
    }

    /// - Throws: ``CorruptRow`` when the text isn't what ``json`` writes.
    init(json: [UInt8]) throws {
        guard let root = try? JSONDocument(parsing: json, limits: JSONLimits(maximumBytes: .max)).root,
            root.kind == .array
        else { throw CorruptRow(column: "steps") }
        self = try root.elements.map { try Step($0) }
    }
}

extension Step {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", plan.id)
        writer.member("name", plan.name)
        writer.member("description", plan.description)
        if let timeFrame = plan.timeFrame { writer.member("timeFrame", timeFrame) }
        writer.member("seconds", plan.seconds)
        writer.member("phase", plan.phase.rawValue)
        writer.member("status", status.rawValue)
        if let startedAt { writer.member("startedAt", startedAt.ticks) }
        if let due { writer.member("due", due.ticks) }
        if let approval { writer.member("approval", approval) }
        writer.name("messages")
        writer.beginArray()
        for message in messages { message.write(to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    fileprivate init(_ value: JSONValue) throws {
        self.init(
            StepPlan(
                id: try value.text("id"),
                name: try value.text("name"),
                description: try value.text("description"),
                timeFrame: value["timeFrame"]?.string,
                seconds: try value.integer("seconds"),
                phase: try value.word("phase")
            ),
            status: try value.word("status"),
            messages: try value.list("messages").map { try StepMessage($0) },
            startedAt: value["startedAt"]?.int64.map(Timestamp.init(ticks:)),
            due: value["due"]?.int64.map(Timestamp.init(ticks:)),
            approval: value["approval"]?.string
        )
    }
}

extension StepMessage {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("text", text)
        writer.member("level", level.rawValue)
        writer.member("time", time.ticks)
        writer.endObject()
    }

    fileprivate init(_ value: JSONValue) throws {
        self.init(
            try value.text("text"),
            try value.word("level"),
            at: Timestamp(ticks: try value.integer("time"))
        )
    }
}

extension JSONValue {
    fileprivate func text(_ name: String) throws -> String {
        guard let text = self[name]?.string else { throw CorruptRow(column: "steps") }
        return text
    }

    fileprivate func integer(_ name: String) throws -> Int64 {
        guard let integer = self[name]?.int64 else { throw CorruptRow(column: "steps") }
        return integer
    }

    fileprivate func word<Word: RawRepresentable<String>>(_ name: String) throws -> Word {
        guard let word = Word(rawValue: try text(name)) else { throw CorruptRow(column: "steps") }
        return word
    }

    fileprivate func list(_ name: String) throws -> [JSONValue] {
        guard let list = self[name], list.kind == .array else { throw CorruptRow(column: "steps") }
        return list.elements.map { $0 }
    }
}
