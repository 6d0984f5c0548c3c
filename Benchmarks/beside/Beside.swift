import Foundation

/// The things that the benchmarks measure Vitrine beside: `beside fixed-bytes FILE` and `beside write-loop ...`.
@main
enum Beside {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.dropFirst().map { $0 }) {
        case ("fixed-bytes", let rest) where rest.count == 1:
            try await FixedBytes(file: rest[0]).run()
        case ("write-loop", let rest) where rest.count == 3:
            guard let seconds = Double(rest[2]) else { throw Usage() }
            try WriteLoop(directory: rest[0], file: rest[1], seconds: seconds).run()
        default:
            throw Usage()
        }
    }
}

struct Usage: Error, CustomStringConvertible {
    let description = "usage: beside fixed-bytes FILE | beside write-loop DIRECTORY FILE SECONDS"
}
