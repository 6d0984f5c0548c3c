import ExactJSON
package import Logging

import struct VitrineCore.Timestamp
import protocol VitrineCore.WallClock

/// Writes log lines as JSON, one object a line: `time`, `level`, `message`, then the metadata's keys.
package struct JSONLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let output: LogOutput
    private let clock: any WallClock

    init(label: String, level: Logger.Level, output: LogOutput, clock: any WallClock) {
        self.label = label
        logLevel = level
        self.output = output
        self.clock = clock
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var writer = JSONWriter(reservingCapacity: 320)
        writer.beginObject()
        writer.member("time", clock.now().description)
        writer.member("level", event.level.rawValue)
        writer.member("logger", label)
        writer.member("message", event.message.description)
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let own = event.metadata { all.merge(own) { _, new in new } }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            writer.member(key, value.description)
        }
        writer.endObject()
        output.write(writer.bytes + [0x0A])
    }
}
