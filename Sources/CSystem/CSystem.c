#define _GNU_SOURCE
#include "CSystem.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>

_Static_assert(CSYSTEM_READABLE == EPOLLIN, "EPOLLIN");
_Static_assert(CSYSTEM_WRITABLE == EPOLLOUT, "EPOLLOUT");
_Static_assert(CSYSTEM_ERROR == EPOLLERR, "EPOLLERR");
_Static_assert(CSYSTEM_HANGUP == EPOLLHUP, "EPOLLHUP");
_Static_assert(CSYSTEM_PEER_CLOSED == EPOLLRDHUP, "EPOLLRDHUP");

enum { EVENTS_MAX = 256 };

int csystem_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int csystem_epoll_add(int set, int descriptor, uint64_t token, int is_edge_triggered) {
    struct epoll_event event = {.data = {.u64 = token}};
    event.events = is_edge_triggered ? EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET : EPOLLIN;
    return epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event);
}

int csystem_epoll_remove(int set, int descriptor) {
    struct epoll_event unused = {0};
    return epoll_ctl(set, EPOLL_CTL_DEL, descriptor, &unused);
}

int csystem_epoll_wait(int set, struct csystem_event *events, int capacity, int milliseconds) {
    struct epoll_event ready[EVENTS_MAX];
    int count = epoll_wait(set, ready, capacity < EVENTS_MAX ? capacity : EVENTS_MAX, milliseconds);
    for (int index = 0; index < count; index++) {
        events[index].token = ready[index].data.u64;
        events[index].events = ready[index].events;
    }
    return count;
}

int csystem_eventfd_create(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

int csystem_accept(int listener, void *address, uint32_t *length) {
    return accept4(listener, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int csystem_parse_time(const char *text, const char *form, void *time) {
    const char *end = strptime(text, form, time);
    return end != NULL && *end == '\0';
}

int csystem_write_back(int descriptor, int64_t offset, int64_t count) {
    return sync_file_range(descriptor, offset, count,
                           SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE |
                               SYNC_FILE_RANGE_WAIT_AFTER);
}

int csystem_is_open_once(int descriptor) {
    // Who opens the file while the lease stands has a signal sent here: one that is ignored, as the
    // usual one would end the process.
    if (fcntl(descriptor, F_SETSIG, SIGURG) != 0) return 0;
    if (fcntl(descriptor, F_SETLEASE, F_WRLCK) != 0) return 0;
    fcntl(descriptor, F_SETLEASE, F_UNLCK);
    return 1;
}

void csystem_join_freed_memory(void) {
#ifdef M_MXFAST
    mallopt(M_MXFAST, 0);
#endif
}
