extension OfferTypeRegistry {
    /// The types that come with the server.
    ///
    /// The files are read once a process.
    package static func builtIn() throws(RegistryError) -> OfferTypeRegistry {
        try read.get()
    }

    private static let read = Result { () throws(RegistryError) in try OfferTypeRegistry(files: RegistryFile.builtIn) }
}

extension RegistryFile {
    /// The files of `Resources`, which the build embeds in the binary. A new file gets its line here.
    package static var builtIn: [RegistryFile] {
        [
            RegistryFile("envelope.json", PackageResources.envelope_json),
            RegistryFile("plan-common.json", PackageResources.plan_common_json),
            RegistryFile("microsoft-azure-marketplace.json", PackageResources.microsoft_azure_marketplace_json),
            RegistryFile(
                "microsoft-azure-marketplace-testdrive.json",
                PackageResources.microsoft_azure_marketplace_testdrive_json
            ),
            RegistryFile("microsoft-azure-corevm.json", PackageResources.microsoft_azure_corevm_json),
            RegistryFile("microsoft-azure-virtualmachines.json", PackageResources.microsoft_azure_virtualmachines_json),
        ]
    }
}
