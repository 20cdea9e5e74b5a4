// Answers for names that no name server knows: `fixed.test` is 127.0.0.1, and `turning.test` is
// 127.0.0.2 the first time it is asked for and 127.0.0.1 from then on. All else is looked up.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

typedef int (*look_up)(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **found) {
    static _Atomic int asked;
    look_up real = (look_up)dlsym(RTLD_NEXT, "getaddrinfo");
    if (name != NULL && strcmp(name, "fixed.test") == 0) {
        name = "127.0.0.1";
    } else if (name != NULL && strcmp(name, "turning.test") == 0) {
        name = atomic_fetch_add(&asked, 1) == 0 ? "127.0.0.2" : "127.0.0.1";
    }
    return real(name, service, hints, found);
}
