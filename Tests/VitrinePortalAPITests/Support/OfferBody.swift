/// Bodies of a PUT.
enum OfferBody {
    static let virtualMachine = "microsoft-azure-virtualmachines"
    static let coreVirtualMachine = "microsoft-azure-corevm"

    /// An offer with this definition, which is a JSON text.
    static func with(definition: String, type: String? = virtualMachine, beside members: String = "") -> String {
        let type = type.map { "\"offerTypeId\":\"\($0)\"," } ?? ""
        return "{\(type)\(members)\"definition\":\(definition)}"
    }

    /// A small virtual machine offer.
    static func titled(_ title: String) -> String {
        with(definition: #"{"displayText":"\#(title)","offer":{},"plans":[]}"#)
    }

    /// A virtual machine offer with these members of `offer`.
    static func offer(_ members: String, type: String = virtualMachine) -> String {
        with(definition: #"{"offer":{\#(members)},"plans":[]}"#, type: type)
    }

    /// A core virtual machine offer with these plans.
    static func plans(_ plans: String...) -> String {
        with(definition: #"{"offer":{},"plans":[\#(plans.joined(separator: ","))]}"#, type: coreVirtualMachine)
    }

    /// A lead destination with one secret.
    static func table(_ secret: String) -> String {
        #""microsoft-azure-marketplace.tableLeadConfiguration":{"connectionString":"\#(secret)"}"#
    }
}

/// Where the secret of ``OfferBody/table(_:)`` stands.
let tablePointer = "/definition/offer/microsoft-azure-marketplace.tableLeadConfiguration/connectionString"
