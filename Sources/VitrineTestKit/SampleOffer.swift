/// A virtual machine offer that has all that a publish needs, and nothing more.
package enum SampleOffer {
    /// Its definition; `members` are further members of `offer`, each with a comma behind it, `plans` the ids of its plans,
    /// `slug` is the part of its page's address that offers of a publisher don't share.
    package static func definition(
        displayText: String = "A",
        offer members: String = "",
        plans: [String] = ["a"],
        slug: String = "contoso"
    ) -> String {
        let plans = plans.map(plan).joined(separator: ",")
        let address = #""microsoft-azure-marketplace.offerMarketingUrlIdentifier":"\#(slug)","#
        return #"{"displayText":"\#(displayText)","offer":{\#(members)\#(address)\#(offer)},"plans":[\#(plans)]}"#
    }

    /// The body of a PUT of it.
    package static func body(
        displayText: String = "A",
        offer members: String = "",
        plans: [String] = ["a"],
        slug: String = "contoso"
    ) -> String {
        let definition = definition(displayText: displayText, offer: members, plans: plans, slug: slug)
        return #"{"offerTypeId":"microsoft-azure-virtualmachines","definition":\#(definition)}"#
    }

    private static let offer = [
        #""title":"Contoso""#, #""summary":"A machine""#, #""longSummary":"A machine to try things with""#,
        #""description":"<p>A machine</p>""#,
        #""allowedSubscriptions":["d2b43582-c056-4b5a-a992-7230ffa51e8d"]"#,
        #""categoryMap":[{"categoryL1":"compute","categoryL2-compute":["operating-systems"]}]"#,
        #""smallLogo":"https://contoso.example/48.png""#, #""mediumLogo":"https://contoso.example/90.png""#,
        #""largeLogo":"https://contoso.example/216.png""#, #""wideLogo":"https://contoso.example/255.png""#,
        #""privacyURL":"https://contoso.example/privacy""#, #""useEnterpriseContract":true"#,
        #""engineeringContactName":"Jo""#, #""engineeringContactEmail":"jo@contoso.example""#,
        #""engineeringContactPhone":"1""#, #""supportContactName":"Jo""#,
        #""supportContactEmail":"support@contoso.example""#, #""supportContactPhone":"2""#,
    ].map { $0.replacing(/^"/, with: "\"microsoft-azure-marketplace.") }.joined(separator: ",")

    /// A plan with this id.
    package static func plan(_ id: String) -> String {
        #"{"planId":"\#(id)","# + planMembers + "}"
    }

    private static let planMembers =
        [
            #""skuTitle":"Standard""#, #""skuSummary":"The standard plan""#, #""skuDescription":"All of it""#,
            #""hideSKUForSolutionTemplate":false"#, #""cloudAvailability":["PublicAzure"]"#,
            #""operatingSystemFamily":"Linux""#, #""operationSystem":"Debian""#,
            #""recommendedVMSizes":["d2s-standard-v3"]"#,
            #""vmImages":{"1.0.0":{"osVhdUrl":"\#(disk)","lunVhdDetails":[]}}"#,
        ].map { $0.replacing(/^"/, with: "\"microsoft-azure-virtualmachines.") }.joined(separator: ",")
        + #","regions":["US"],"virtualMachinePricing":{"isByol":true,"freeTrialDurationInMonths":0}"#

    /// A disk whose signature holds for a long time.
    package static let disk =
        "https://contoso.blob.core.example/images/vm.vhd?sv=2018-03-28&sr=c&sp=rl&st=2018-01-01T00:00:00Z&se=2099-01-01T00:00:00Z&sig=s"
}
