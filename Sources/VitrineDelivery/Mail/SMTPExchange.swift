import CLibCurl

/// One mail on its way: what libcurl reads from, and what the server refused it with.
///
/// Used by the one thread that performs the transfer.
final class SMTPExchange {
    private let message: MailMessage
    private var sent = 0
    private var refusal = ""

    init(_ message: MailMessage) {
        self.message = message
    }

    /// Blocks until the mail is handed in or not, at most twice the timeout: the farewell has its own.
    func perform(_ settings: SMTPSettings) -> Result<Void, DeliveryFailure> {
        do throws(CurlHandle.SetupFailure) {
            let recipients = try CurlList(message.recipients)
            let handle = try CurlHandle()
            try prepare(handle, settings)
            try handle.set(CURLOPT_MAIL_RCPT, recipients)
            return outcome(of: handle, to: recipients, password: settings.password)
        } catch {
            return .failure(.temporary("libcurl could not be set up (\(error.code))."))
        }
    }

    private func prepare(_ handle: borrowing CurlHandle, _ settings: SMTPSettings) throws(CurlHandle.SetupFailure) {
        try handle.set(CURLOPT_URL, settings.url)
        try handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // The environment may name a proxy, which is for other things.
        try handle.set(CURLOPT_PROXY, "")
        // No signals: there are other threads.
        try handle.set(CURLOPT_NOSIGNAL, 1)
        try handle.set(CURLOPT_USE_SSL, settings.startTLS.curlLevel)
        if let file = settings.trustedCertificates { try handle.set(CURLOPT_CAINFO, file) }
        if let user = settings.user, let password = settings.password {
            try handle.set(CURLOPT_USERNAME, user)
            try handle.set(CURLOPT_PASSWORD, password)
        }
        let milliseconds = settings.timeout.milliseconds
        try handle.set(CURLOPT_TIMEOUT_MS, milliseconds)
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
        try handle.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, milliseconds / 1000 + 1)
        try handle.set(CURLOPT_MAIL_FROM, message.sender)
        try handle.set(CURLOPT_UPLOAD, 1)
        try handle.set(CURLOPT_INFILESIZE_LARGE, size: message.bytes.count)
        try connect(handle)
    }

    /// `perform` holds on to this object until the handle is gone, so it need not be retained here.
    private func connect(_ handle: borrowing CurlHandle) throws(CurlHandle.SetupFailure) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        try handle.set(CURLOPT_READDATA, context: context)
        try handle.set(CURLOPT_READFUNCTION) { bytes, size, count, context in
            SMTPExchange.from(context)?.read(into: bytes, atMost: size * count) ?? 0
        }
        try handle.set(CURLOPT_HEADERDATA, context: context)
        try handle.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            SMTPExchange.from(context)?.hear(UnsafeRawBufferPointer(start: bytes, count: size * count))
            return size * count
        }
        // Else it would be printed.
        try handle.set(CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> SMTPExchange? {
        context.map { Unmanaged<SMTPExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    private func read(into bytes: UnsafeMutablePointer<CChar>?, atMost count: Int) -> Int {
        guard let bytes else { return 0 }
        let next = message.bytes[sent...].prefix(count)
        UnsafeMutableRawBufferPointer(start: bytes, count: count).copyBytes(from: next)
        sent += next.count
        return next.count
    }

    /// Keeps the visible ASCII of a line that says no. The last line of all is a farewell.
    private func hear(_ line: UnsafeRawBufferPointer) {
        guard let first = line.first, [UInt8(ascii: "4"), UInt8(ascii: "5")].contains(first) else { return }
        refusal = String(decoding: line.filter { (0x20...0x7E).contains($0) }.prefix(200), as: UTF8.self)
    }

    /// Performs the transfer while it holds the handle and the list, which may not be cleaned up before it returns.
    private func outcome(
        of handle: borrowing CurlHandle,
        to recipients: borrowing CurlList,
        password: String?
    ) -> Result<Void, DeliveryFailure> {
        let code = handle.perform()
        if code == CURLE_OK { return .success(()) }
        let text = String(cString: curl_easy_strerror(code))
        // The server's own words help, but not when it may be repeating the password.
        let responseCode = handle.responseCode
        let isSecret = code == CURLE_LOGIN_DENIED || password.map { refusal.contains($0) } == true
        let answer = refusal.hasPrefix("\(responseCode)") && !isSecret ? refusal : "\(responseCode)"
        switch responseCode {
        case 500..<600: return .failure(.permanent("The mail server answered \(answer) (\(text))."))
        case 400..<500: return .failure(.temporary("The mail server answered \(answer) (\(text))."))
        default: return .failure(.temporary("The mail could not be handed in (\(text))."))
        }
    }
}

extension SMTPSettings.StartTLS {
    fileprivate var curlLevel: Int {
        switch self {
        case .required: Int(CURLUSESSL_ALL.rawValue)
        case .tried: Int(CURLUSESSL_TRY.rawValue)
        case .off: Int(CURLUSESSL_NONE.rawValue)
        }
    }
}

extension Duration {
    /// Rounded up, so that a positive duration doesn't become 0, which is for ever.
    fileprivate var milliseconds: Int {
        Int(components.seconds) * 1000 + Int((components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
