import VitrineCore
import VitrineRehearsal

/// Exchanges in a row, a second apart unless said otherwise.
struct Talk {
    private(set) var exchanges: [Exchange] = []
    private var time = Timestamp(secondsSince1970: 1_714_557_600)

    static let offer = "/api/publishers/contoso/offers/vm"

    /// The same, called by its GUID, as an answer's header tells it.
    static let guid = GUID(high: 0x0a1b_2c3d_0000_4000, low: 0x8000_0000_0000_abcd)
    static let offerByGUID = "/api/publishers/contoso/offers/0A1B2C3D-0000-4000-8000-00000000ABCD"
    static let guidTold = ("X-Offer-Guid", "0a1b2c3d-0000-4000-8000-00000000abcd")

    /// Adds one; its number is its place from 1. `after` are seconds since the one before.
    mutating func add(
        _ method: String,
        _ target: String,
        _ status: Int? = 200,
        after seconds: Int64 = 1,
        request headers: [(String, String)] = [],
        body: String = "",
        answer answerHeaders: [(String, String)] = [],
        _ answerBody: String = "{}",
        caller: String? = "client",
        fault: String? = nil,
        host: String = "cloudpartner.azure.com",
        secrets: [FoundSecret] = [],
        milliseconds: Int64 = 2
    ) {
        time = time.advanced(bySeconds: seconds)
        var answer: Exchange.Answer?
        if let status {
            let fields = answerHeaders.map { HeaderField($0.0, $0.1) }
            answer = Exchange.Answer(status: status, headers: fields, body: Array(answerBody.utf8))
        }
        let exchange = Exchange(
            time: time,
            microseconds: milliseconds * 1_000,
            caller: caller,
            fault: fault,
            isMadeUp: fault != nil,
            request: Exchange.Request(
                method: method,
                host: host,
                target: target,
                headers: headers.map { HeaderField($0.0, $0.1) },
                body: Array(body.utf8)
            ),
            answer: answer
        )
        exchanges.append(Talk.numbered(exchange, secrets))
    }

    /// Adds one that was answered 200 with that body.
    mutating func add(_ method: String, _ target: String, _ answerBody: String, caller: String? = "client") {
        add(method, target, 200, answerBody, caller: caller)
    }

    /// The exchange as the journal gives it back, with a number of its own.
    private static func numbered(_ exchange: Exchange, _ secrets: [FoundSecret]) -> Exchange {
        let journal = Journal(masking: JournalMasking { _, bytes in .init(bytes: bytes, secrets: secrets) })
        journal.append(exchange)
        return journal.exchanges()[0]
    }

    /// The exchanges as one journal numbers them.
    func journal(_ limits: Journal.Limits = Journal.Limits()) -> Journal {
        let journal = Journal(limits: limits, masking: .plain)
        for exchange in exchanges { journal.append(exchange) }
        return journal
    }
}

extension JournalMasking {
    /// Knows no offers.
    static let plain = JournalMasking { _, bytes in MaskedBody(bytes: bytes, secrets: []) }
}

extension RehearsedOffer {
    /// How the offer of ``Talk`` stands.
    static func vm(
        publish: OperationState? = .succeeded,
        goLive: OperationState? = nil,
        preview: Int64? = 1,
        production: Int64? = nil
    ) -> RehearsedOffer {
        RehearsedOffer(
            name: "vm",
            guid: Talk.guid,
            publish: publish,
            goLive: goLive,
            preview: preview,
            production: production
        )
    }
}
