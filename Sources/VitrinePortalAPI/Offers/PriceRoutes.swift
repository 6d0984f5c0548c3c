import ExactJSON
import HTTPTypes
import VitrineCatalog
import VitrineCore
import VitrineOfferTypes
import VitrinePrices

/// Prices, derived and read.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/api/publishers/{publisher}/offers/{offer}/slot/{slot}/prices` | reader | what each plan costs where |
struct PriceRoutes: Sendable {
    let catalog: Catalog

    var endpoints: [Endpoint] {
        [
            .member(.reader, .get, "/api/publishers/{publisher}/offers/{offer}/slot/{slot}/prices") { call, permit in
                let prices = try await catalog.prices(call.offerID(), .slot(call.slot()), by: permit)
                var writer = JSONWriter()
                writer.beginArray()
                for plan in prices { plan.write(to: &writer) }
                writer.endArray()
                return .json(writer.bytes)
            }
        ]
    }
}

extension PlanPrices {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("planId")
        if let planID { writer.raw(planID.text) } else { writer.null() }
        writer.member("section", section)
        if let currencyDate { writer.member("currencyDate", currencyDate) }
        writer.name("regions")
        writer.beginObject()
        if case .success(let prices) = prices {
            for (code, region) in prices.byRegion.sorted(by: { $0.key < $1.key }) {
                writer.name(code.rawValue)
                writer.beginObject()
                writer.member("currency", region.currency.rawValue)
                writer.name("prices")
                region.write(to: &writer)
                writer.endObject()
            }
        }
        writer.endObject()
        writer.name("findings")
        writer.beginArray()
        if case .failure(let unpriced) = prices { for sentence in unpriced.sentences { writer.string(sentence) } }
        writer.endArray()
        writer.endObject()
    }
}
