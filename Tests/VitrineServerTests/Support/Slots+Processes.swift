import VitrineTestKit

extension Slots {
    /// Servers in processes of their own.
    static let servers = Slots(count: 3)

    /// Other commands.
    static let commands = Slots(count: 2)
}
