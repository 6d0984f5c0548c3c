package import VitrineCore

/// A request and what came of it.
package struct Exchange: Sendable, Equatable {
    /// Its number in the journal, from 1; 0 until the journal has given one.
    package internal(set) var id: Int64

    /// When the request came, by the clock on the wall: a rehearsal's own clock may stand still.
    package let time: Timestamp

    /// How long it took, in microseconds.
    package let microseconds: Int64

    /// The client id of whoever called, where it is known.
    package let caller: String?

    /// The names of the scenario's faults that struck; `nil`: none did.
    package let fault: String?

    /// Whether the answer, or that there is none, is a fault's and not the server's.
    package let isMadeUp: Bool

    /// Whether the store was put back, by a reset or a snapshot, since the exchange before.
    package internal(set) var followsRestore = false
    package internal(set) var request: Request

    /// `nil`: the connection was closed without an answer.
    package internal(set) var answer: Answer?

    /// What was asked.
    package struct Request: Sendable, Equatable {
        package let method: String

        /// The host that the client meant, with a port where it named one.
        package let host: String

        /// Path and query as they came.
        package internal(set) var target: String
        package internal(set) var headers: [HeaderField]
        package internal(set) var body: RecordedBody

        /// The secrets that stood in the body, by place.
        package internal(set) var secrets: [FoundSecret] = []

        package init(method: String, host: String, target: String, headers: [HeaderField], body: [UInt8]) {
            self.method = method.uppercased()
            self.host = host
            self.target = target
            self.headers = headers
            self.body = RecordedBody(body)
        }
    }

    /// What was answered.
    package struct Answer: Sendable, Equatable {
        package let status: Int
        package internal(set) var headers: [HeaderField]
        package var body: RecordedBody

        package init(status: Int, headers: [HeaderField], body: [UInt8]) {
            self.status = status
            self.headers = headers
            self.body = RecordedBody(body)
        }
    }

    package init(
        time: Timestamp,
        microseconds: Int64,
        caller: String? = nil,
        fault: String? = nil,
        isMadeUp: Bool = false,
        request: Request,
        answer: Answer?
    ) {
        id = 0
        self.time = time
        self.microseconds = max(0, microseconds)
        self.caller = caller
        self.fault = fault
        self.isMadeUp = isMadeUp
        self.request = request
        self.answer = answer
    }
}

extension Exchange {
    /// What the request's path is about.
    package var route: CallRoute { CallRoute(method: request.method, target: request.target) }

    /// The status of the answer; `nil` when there was none.
    package var status: Int? { answer?.status }

    /// When the answer was there.
    var end: Timestamp { time.advanced(byTicks: microseconds * (Timestamp.ticksPerSecond / 1_000_000)) }
}
