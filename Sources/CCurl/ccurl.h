#ifndef ARENA_CCURL_H
#define ARENA_CCURL_H

// libcurl sets options by functions of any number of arguments, which Swift cannot call: a setter
// for each type of value. https://curl.se/libcurl/c/curl_easy_setopt.html

#include <curl/curl.h>

static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*ccurl_receive)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode ccurl_set_receive(CURL *handle, CURLoption option, ccurl_receive value) {
    return curl_easy_setopt(handle, option, value);
}

typedef curl_socket_t (*ccurl_open_socket)(
    void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode ccurl_set_open_socket(CURL *handle, ccurl_open_socket value) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}

static inline CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

static inline long ccurl_status(CURL *handle) {
    long status = 0;
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0;
}

static inline void *ccurl_context(CURL *handle) {
    void *context = NULL;
    CURLcode code = curl_easy_getinfo(handle, CURLINFO_PRIVATE, (char **)&context);
    return code == CURLE_OK ? context : NULL;
}

static inline long long ccurl_microseconds(CURL *handle) {
    curl_off_t total = 0;
    return curl_easy_getinfo(handle, CURLINFO_TOTAL_TIME_T, &total) == CURLE_OK ? total : 0;
}

static const curl_socket_t ccurl_no_socket = CURL_SOCKET_BAD;

static inline CURLcode ccurl_global_init(void) { return curl_global_init(CURL_GLOBAL_ALL); }

#endif
