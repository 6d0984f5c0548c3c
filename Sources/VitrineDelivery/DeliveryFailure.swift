/// Why something didn't get out of the house, and whether trying again can help.
///
/// The sentence is for the operator. It never holds a password or a secret, nor an address that a name resolved to.
package enum DeliveryFailure: Error, Hashable {
    /// The same attempt would fail the same way.
    case permanent(String)

    /// The other side or the network may do better later.
    case temporary(String)
}
