import VitrineTestKit

/// Writers that each put an offer of their own again and again, until the server is killed under them.
struct Writers: Sendable {
    private static let count = 4

    private let server: RunningServer
    private let token: String

    /// After how many acknowledged writes the server is killed.
    private let enough: Int

    init(_ server: RunningServer, token: String, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        self.server = server
        self.token = token
        enough = Int.random(in: 5..<60, using: &generator)
    }

    /// Returns the last acknowledged number by offer.
    func writeUntilKilled() async -> [String: Int] {
        let tally = Tally()
        await withDiscardingTaskGroup { group in
            for writer in 0..<Self.count {
                group.addTask { await write("w\(writer)", tally) }
            }
        }
        await server.kill()
        return await tally.last
    }

    private func write(_ offer: String, _ tally: Tally) async {
        var number = 0
        while true {
            number += 1
            let body = Sample.offer(title: "\(number)", secret: "secret \(number)")
            guard let answer = try? await server.put("/api/publishers/contoso/offers/\(offer)", body, token: token),
                answer.status == 200
            else { return }
            if await tally.acknowledged(offer, number) == enough { server.child.send(signal: 9) }
        }
    }

    private actor Tally {
        private(set) var last: [String: Int] = [:]
        private var count = 0

        func acknowledged(_ offer: String, _ number: Int) -> Int {
            last[offer] = number
            count += 1
            return count
        }
    }
}
