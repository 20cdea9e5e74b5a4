#ifndef CSYSTEM_H
#define CSYSTEM_H

// No system header beside this one: what it declares would belong to this module or to Glibc,
// whichever is loaded first.
#include <stdint.h>

/// One descriptor that is ready: what it is ready for and the token it was added with.
struct csystem_event {
    uint64_t token;
    uint32_t events;
};

enum {
    CSYSTEM_READABLE = 0x001,
    CSYSTEM_WRITABLE = 0x004,
    CSYSTEM_ERROR = 0x008,
    CSYSTEM_HANGUP = 0x010,
    CSYSTEM_PEER_CLOSED = 0x2000,
};

/// A new epoll set, closed on exec; -1 and errno where none can be had.
int csystem_epoll_create(void);

/// Adds a descriptor to the set, to be told of each change once (edge triggered) or for as long
/// as it lasts; -1 and errno on failure.
int csystem_epoll_add(int set, int descriptor, uint64_t token, int is_edge_triggered);

/// Takes a descriptor out of the set; -1 and errno on failure.
int csystem_epoll_remove(int set, int descriptor);

/// What is ready, at most `capacity`; waits so many milliseconds for something, for ever where they
/// are negative. -1 and errno on failure.
int csystem_epoll_wait(int set, struct csystem_event *events, int capacity, int milliseconds);

/// A counter that becomes readable when eight bytes are written to it, closed on exec, which does
/// not block; -1 and errno where none can be had.
int csystem_eventfd_create(void);

/// `accept4` with SOCK_NONBLOCK and SOCK_CLOEXEC, for a `struct sockaddr_storage`.
int csystem_accept(int listener, void *address, uint32_t *length);

/// `strptime`: whether all of the text has the form, and then what it says, in a `struct tm`.
int csystem_parse_time(const char *text, const char *form, void *time);

/// `sync_file_range` that writes the range and waits for it; -1 and errno on failure.
int csystem_write_back(int descriptor, int64_t offset, int64_t count);

/// Whether the file is open by this descriptor alone, in whatever process: a lease for writing is
/// given for no other (fcntl(2), `F_SETLEASE`), and let go at once. 0 also where the file system
/// gives none.
int csystem_is_open_once(int descriptor);

/// Has glibc's allocator join freed pieces at once instead of keeping small ones apart for reuse;
/// to be called before there are threads.
void csystem_join_freed_memory(void);

/// Whether the processor has an instruction for `csystem_crc32c`, without which that must not be
/// called: SSE 4.2 on x86-64.
int csystem_has_crc32c(void);

/// The remainder of CRC-32C (RFC 3720 §12.1) after `count` more bytes, neither inverted before nor
/// after.
uint32_t csystem_crc32c(uint32_t remainder, const void *bytes, uint64_t count);

/// Whether the processor has instructions for `csystem_sha256`, without which that must not be
/// called: the SHA extensions on x86-64.
int csystem_has_sha256(void);

/// Compresses `count` blocks of 64 bytes into the eight words (FIPS 180-4 §6.2.2); `constants` are
/// the 64 of §4.2.2.
void csystem_sha256(uint32_t *words, const void *blocks, uint64_t count,
                    const uint32_t *constants);

#endif
