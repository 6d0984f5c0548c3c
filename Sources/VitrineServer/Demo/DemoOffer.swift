/// The demo offer's document: small, but with everything that a virtual machine offer has.
enum DemoOffer {
    /// What a disk's URL has behind it: the form of a signature that holds for long, and none that opens anything.
    private static let signature =
        "?sv=2018-03-28&sr=c&sp=rl&st=2018-01-01T00:00:00Z&se=2099-01-01T00:00:00Z&sig=demo"

    static func body(title: String, secret: String) -> [UInt8] {
        Array(
            """
            {
              "publisherId": "contoso",
              "offerTypeId": "microsoft-azure-virtualmachines",
              "id": "contosovirtualmachine",
              "definition": {
                "displayText": "\(title)",
                "offer": {
                  "microsoft-azure-marketplace.title": "\(title)",
                  "microsoft-azure-marketplace.summary": "A virtual machine to try things with",
                  "microsoft-azure-marketplace.longSummary": "A virtual machine to try things with, from a publisher that is not real",
                  "microsoft-azure-marketplace.description": "<p>This offer is there to be read, changed and published.</p>",
                  "microsoft-azure-marketplace.offerMarketingUrlIdentifier": "contosovirtualmachine",
                  "microsoft-azure-marketplace.allowedSubscriptions": ["d2b43582-c056-4b5a-a992-7230ffa51e8d"],
                  "microsoft-azure-marketplace.usefulLinks": [
                    {"linkTitle": "Contoso", "linkUrl": "https://contoso.example/vm"}
                  ],
                  "microsoft-azure-marketplace.categoryMap": [
                    {"categoryL1": "compute", "categoryL2-compute": ["operating-systems"]}
                  ],
                  "microsoft-azure-marketplace.smallLogo": "https://contoso.example/logo/48.png",
                  "microsoft-azure-marketplace.mediumLogo": "https://contoso.example/logo/90.png",
                  "microsoft-azure-marketplace.largeLogo": "https://contoso.example/logo/216.png",
                  "microsoft-azure-marketplace.wideLogo": "https://contoso.example/logo/255.png",
                  "microsoft-azure-marketplace.screenshots": [],
                  "microsoft-azure-marketplace.videos": [],
                  "microsoft-azure-marketplace.leadDestination": "AzureTable",
                  "microsoft-azure-marketplace.tableLeadConfiguration": {"connectionString": "\(secret)"},
                  "microsoft-azure-marketplace.privacyURL": "https://contoso.example/privacy",
                  "microsoft-azure-marketplace.termsOfUse": "Use it to try things.",
                  "microsoft-azure-marketplace.engineeringContactName": "Jo Doe",
                  "microsoft-azure-marketplace.engineeringContactEmail": "jo@contoso.example",
                  "microsoft-azure-marketplace.engineeringContactPhone": "555-0100",
                  "microsoft-azure-marketplace.supportContactName": "Jo Doe",
                  "microsoft-azure-marketplace.supportContactEmail": "support@contoso.example",
                  "microsoft-azure-marketplace.supportContactPhone": "555-0101",
                  "microsoft-azure-marketplace.publicAzureSupportUrl": "https://contoso.example/support",
                  "microsoft-azure-marketplace.fairfaxSupportUrl": ""
                },
                "plans": [
                  {
                    "planId": "standard",
                    "microsoft-azure-virtualmachines.skuTitle": "Standard",
                    "microsoft-azure-virtualmachines.skuSummary": "The standard plan",
                    "microsoft-azure-virtualmachines.skuDescription": "All that the virtual machine can do.",
                    "microsoft-azure-virtualmachines.hideSKUForSolutionTemplate": false,
                    "microsoft-azure-virtualmachines.cloudAvailability": ["PublicAzure"],
                    "virtualMachinePricing": {
                      "isByol": false,
                      "freeTrialDurationInMonths": 0,
                      "coreMultiplier": {"currency": "USD", "single": 0.05}
                    },
                    "microsoft-azure-virtualmachines.operatingSystemFamily": "Linux",
                    "microsoft-azure-virtualmachines.operationSystem": "Debian",
                    "microsoft-azure-virtualmachines.recommendedVMSizes": ["d2s-standard-v3"],
                    "microsoft-azure-virtualmachines.openPorts": [],
                    "microsoft-azure-virtualmachines.vmImages": {
                      "1.0.0": {
                        "osVhdUrl": "https://contoso.example/images/vm-1.0.0.vhd\(signature)",
                        "lunVhdDetails": []
                      },
                      "1.0.1": {
                        "osVhdUrl": "https://contoso.example/images/vm-1.0.1.vhd\(signature)",
                        "lunVhdDetails": []
                      }
                    },
                    "diskGenerations": [],
                    "regions": ["US", "DE"]
                  }
                ]
              }
            }
            """.utf8
        )
    }
}
