import ExactJSON

/// Calls without a version of the interface, or with one that isn't known.
enum VersionAdvice {
    /// The ones that were refused for it.
    static func finding(_ exchanges: [Exchange]) -> AdviceFinding? {
        let refused = exchanges.filter { exchange in
            guard exchange.status == 400, let error = exchange.answer?.json?["error"] else { return false }
            return error["code"]?.equals("InvalidAPIVersion") == true
        }
        return AdviceFinding(.apiVersionWrong, refused) { count in
            "\(count.counted("call")) had no api-version, or one that isn't known, and got a 400."
        }
    }
}
