package import ExactJSON
package import VitrineCore
package import VitrinePrices

/// What one section of a plan says that the plan costs.
package struct PlanPrices: Sendable {
    /// The plan's id as it is stored; `nil` where it has none.
    package let planID: JSONValue?

    /// The plan's member that says it.
    package let section: String

    /// The day of the rates, where prices in dollars were multiplied with them.
    package let currencyDate: String?

    /// In the regions where the plan is sold; or sentences that say why there are none.
    package let prices: Result<RegionPrices, Unpriced>

    package struct Unpriced: Error, Sendable, Equatable {
        package let sentences: [String]
    }
}

extension OfferType {
    /// What the plans of a definition cost, in their order; nothing of plans that bring their own licence. `artifacts` is what
    /// is known of the workbooks that plans lead to.
    package func prices(in root: JSONValue, artifacts: [OfferArtifact], by book: PriceBook) -> [PlanPrices] {
        let known = Dictionary(artifacts.map { ($0.key, $0) }) { first, _ in first }
        let plans = root["plans"]?.elements.map { $0 } ?? []
        return plans.flatMap { plan in
            priceSections.compactMap { section in
                section.value(in: plan).map { PricedPlan(plan: plan, section: section, value: $0) }
            }
            .map { $0.prices(known, by: book) }
        }
    }

    /// The members of plans that say prices: those that may lead to a workbook.
    var priceSections: [PlanPriceSection] {
        fields.compactMap { field in
            guard field.level == .plan, let scheme = field.rule?.artifact?.scheme else { return nil }
            let names = FieldKey(field.key).names
            guard names.count == 3 else { return nil }
            return PlanPriceSection(name: names[0], workbook: Array(names[1...]), scheme: scheme)
        }
    }
}

/// A member of plans that says prices.
struct PlanPriceSection: Sendable {
    let name: String

    /// Where the workbook's URL stands in it.
    let workbook: [String]
    let scheme: CurrencyScheme

    var purpose: ArtifactPurpose { scheme == .legacy ? .legacyPrices : .prices }

    /// The section of a plan that is sold for money.
    func value(in plan: JSONValue) -> JSONValue? {
        guard let value = plan[name], value.kind == .object, value["isByol"]?.kind != .true else { return nil }
        return value
    }
}

extension ArtifactPurpose {
    fileprivate var scheme: CurrencyScheme? {
        switch self {
        case .prices: .simplified
        case .legacyPrices: .legacy
        default: nil
        }
    }
}

private struct PricedPlan {
    let plan: JSONValue
    let section: PlanPriceSection
    let value: JSONValue

    func prices(_ known: [OfferArtifact.Key: OfferArtifact], by book: PriceBook) -> PlanPrices {
        PlanPrices(
            planID: plan["planId"],
            section: section.name,
            currencyDate: value["coreMultiplier"] == nil || url != nil ? nil : book.currencies.date,
            prices: result(known, by: book)
        )
    }

    /// The workbook's URL, where there is one.
    private var url: String? {
        let text = section.workbook.reduce(Optional(value)) { $0?[$1] }?.string
        return text?.isEmpty == false ? text : nil
    }

    private func result(
        _ known: [OfferArtifact.Key: OfferArtifact],
        by book: PriceBook
    ) -> Result<RegionPrices, PlanPrices.Unpriced> {
        do {
            let rule = try url.map { try ruleOf(workbook: $0, known) } ?? PriceRule(reading: value)
            return .success(try book.prices(by: rule, in: plan.soldRegions, of: section.scheme))
        } catch let findings as PriceFindings {
            return .failure(PlanPrices.Unpriced(sentences: findings.all.map(\.description)))
        } catch let unpriced as PlanPrices.Unpriced {
            return .failure(unpriced)
        } catch {
            return .failure(PlanPrices.Unpriced(sentences: ["The prices can't be read."]))
        }
    }

    private func ruleOf(workbook url: String, _ known: [OfferArtifact.Key: OfferArtifact]) throws -> PriceRule {
        let artifact = known[OfferArtifact.Key(url: url, purpose: section.purpose)]
        switch artifact?.outcome {
        case nil: throw PlanPrices.Unpriced(sentences: ["The workbook was not fetched."])
        case .failed(let reason, _): throw PlanPrices.Unpriced(sentences: ["The workbook can't be fetched. \(reason)"])
        case .fetched(let facts):
            guard let evaluation = facts.evaluation else { throw PlanPrices.Unpriced(sentences: facts.problems) }
            let text = Array("{\"regionPrices\":".utf8) + evaluation + [UInt8(ascii: "}")]
            return try PriceRule(reading: JSONDocument(parsing: text, limits: JSONLimits(maximumBytes: .max)).root)
        }
    }
}

extension JSONValue {
    /// The regions that a plan names, those that are none aside.
    var soldRegions: [Region.Code] {
        self["regions"]?.elements.compactMap { $0.string.flatMap { Region.Code($0) } } ?? []
    }
}
