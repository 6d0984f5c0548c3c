import CLibCurl

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A transfer of libcurl's: made, set up, performed once and cleaned up with the value.
struct CurlHandle: ~Copyable {
    /// libcurl didn't take an option.
    struct SetupFailure: Error {
        let code: UInt32
    }

    /// Must come before the first transfer; does nothing the second time.
    ///
    /// A connection that is closed on us is an error like others, not a signal that ends the process: libcurl leaves
    /// that to us where it may not set signals itself. NIO does the same when it opens its first socket.
    private static let isReady: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()

    private let raw: UnsafeMutableRawPointer

    init() throws(SetupFailure) {
        guard Self.isReady, let raw = curl_easy_init() else { throw SetupFailure(code: CURLE_FAILED_INIT.rawValue) }
        self.raw = raw
    }

    deinit { curl_easy_cleanup(raw) }

    func set(_ option: CURLoption, _ number: Int) throws(SetupFailure) {
        try check(vitrine_curl_set_number(raw, option, number))
    }

    func set(_ option: CURLoption, size: Int) throws(SetupFailure) {
        try check(vitrine_curl_set_size(raw, option, curl_off_t(size)))
    }

    func set(_ option: CURLoption, _ text: String) throws(SetupFailure) {
        try check(vitrine_curl_set_text(raw, option, text))
    }

    /// The list must outlive the transfer.
    func set(_ option: CURLoption, _ list: borrowing CurlList) throws(SetupFailure) {
        try check(vitrine_curl_set_list(raw, option, list.head))
    }

    /// What the context points to must outlive the transfer.
    func set(_ option: CURLoption, context: UnsafeMutableRawPointer) throws(SetupFailure) {
        try check(vitrine_curl_set_context(raw, option, context))
    }

    func set(_ option: CURLoption, callback: vitrine_curl_callback) throws(SetupFailure) {
        try check(vitrine_curl_set_callback(raw, option, callback))
    }

    /// Blocks until the transfer is over.
    func perform() -> CURLcode { curl_easy_perform(raw) }

    /// The last code the server answered with, 0 if it never did.
    var responseCode: Int { vitrine_curl_response_code(raw) }

    private func check(_ code: CURLcode) throws(SetupFailure) {
        guard code == CURLE_OK else { throw SetupFailure(code: code.rawValue) }
    }
}

/// A list of texts as libcurl takes it.
struct CurlList: ~Copyable {
    fileprivate let head: UnsafeMutablePointer<curl_slist>?

    /// - Throws: When there is no memory for it.
    init(_ texts: [String]) throws(CurlHandle.SetupFailure) {
        var head: UnsafeMutablePointer<curl_slist>?
        for text in texts {
            guard let longer = curl_slist_append(head, text) else {
                curl_slist_free_all(head)
                throw CurlHandle.SetupFailure(code: CURLE_OUT_OF_MEMORY.rawValue)
            }
            head = longer
        }
        self.head = head
    }

    deinit { curl_slist_free_all(head) }
}
