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
            RegistryFile("categories.json", PackageResources.categories_json),
            RegistryFile("cores.json", PackageResources.cores_json),
            RegistryFile("currencies.json", PackageResources.currencies_json),
            RegistryFile("envelope.json", PackageResources.envelope_json),
            RegistryFile("microsoft-azure-applications.json", PackageResources.microsoft_azure_applications_json),
            RegistryFile(
                "microsoft-azure-consultingservices.json",
                PackageResources.microsoft_azure_consultingservices_json
            ),
            RegistryFile("microsoft-azure-container.json", PackageResources.microsoft_azure_container_json),
            RegistryFile("microsoft-azure-corevm.json", PackageResources.microsoft_azure_corevm_json),
            RegistryFile("microsoft-azure-iotedge.json", PackageResources.microsoft_azure_iotedge_json),
            RegistryFile("microsoft-azure-managedservices.json", PackageResources.microsoft_azure_managedservices_json),
            RegistryFile(
                "microsoft-azure-marketplace-assumed.json",
                PackageResources.microsoft_azure_marketplace_assumed_json
            ),
            RegistryFile(
                "microsoft-azure-marketplace-leads-assumed.json",
                PackageResources.microsoft_azure_marketplace_leads_assumed_json
            ),
            RegistryFile(
                "microsoft-azure-marketplace-leads.json",
                PackageResources.microsoft_azure_marketplace_leads_json
            ),
            RegistryFile(
                "microsoft-azure-marketplace-testdrive-assumed.json",
                PackageResources.microsoft_azure_marketplace_testdrive_assumed_json
            ),
            RegistryFile(
                "microsoft-azure-marketplace-testdrive-settings.json",
                PackageResources.microsoft_azure_marketplace_testdrive_settings_json
            ),
            RegistryFile(
                "microsoft-azure-marketplace-testdrive.json",
                PackageResources.microsoft_azure_marketplace_testdrive_json
            ),
            RegistryFile("microsoft-azure-marketplace.json", PackageResources.microsoft_azure_marketplace_json),
            RegistryFile("microsoft-azure-saas.json", PackageResources.microsoft_azure_saas_json),
            RegistryFile("microsoft-azure-virtualmachines.json", PackageResources.microsoft_azure_virtualmachines_json),
            RegistryFile("plan-common-assumed.json", PackageResources.plan_common_assumed_json),
            RegistryFile("plan-common.json", PackageResources.plan_common_json),
            RegistryFile(
                "proposed-microsoft-dynamics-businesscentral.json",
                PackageResources.proposed_microsoft_dynamics_businesscentral_json
            ),
            RegistryFile(
                "proposed-microsoft-dynamics-customerengagement.json",
                PackageResources.proposed_microsoft_dynamics_customerengagement_json
            ),
            RegistryFile(
                "proposed-microsoft-dynamics-operations.json",
                PackageResources.proposed_microsoft_dynamics_operations_json
            ),
            RegistryFile("proposed-microsoft-powerbi-app.json", PackageResources.proposed_microsoft_powerbi_app_json),
            RegistryFile("regions.json", PackageResources.regions_json),
            RegistryFile("vs-marketplace-extensions.json", PackageResources.vs_marketplace_extensions_json),
        ]
    }
}
