// libcurl for Swift, which can't call functions with variable arguments: one plain function for each kind of value.

#ifndef VITRINE_CLIBCURL_SHIM_H
#define VITRINE_CLIBCURL_SHIM_H

#include <curl/curl.h>

typedef size_t (*vitrine_curl_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode vitrine_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode vitrine_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

/// libcurl keeps a copy of the text.
static inline CURLcode vitrine_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

/// libcurl keeps the pointer: the list must outlive the transfer.
static inline CURLcode vitrine_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

/// libcurl keeps the pointer: what it points to must outlive the transfer.
static inline CURLcode vitrine_curl_set_context(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode vitrine_curl_set_callback(CURL *handle, CURLoption option, vitrine_curl_callback value) {
    return curl_easy_setopt(handle, option, value);
}

/// The last code the server answered with; 0 when it never answered.
static inline long vitrine_curl_response_code(CURL *handle) {
    long code = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    return code;
}

#endif
