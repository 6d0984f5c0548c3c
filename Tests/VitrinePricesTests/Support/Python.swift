import VitrineTestKit

/// Runs a script beside the tests with the system's Python, which has openpyxl where `python3-openpyxl` is installed.
enum Python {
    static func run(_ script: String, _ arguments: [String] = [], input: [UInt8]) throws -> [UInt8] {
        try Program.run("/usr/bin/python3", [Fixtures.script(script)] + arguments, input: input)
    }
}
