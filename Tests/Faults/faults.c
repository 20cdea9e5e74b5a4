// A disk that fails, for a real process: preloaded, it stands before the system calls on the files
// below FAULT_ROOT. A test changes the plan in the file FAULT_PLAN while the process runs.
//
// With FAULT_CACHE=1 written bytes stay in memory until their file is synced, so that SIGKILL takes
// away what a power cut would. With FAULT_LIES=1 as well, fdatasync says that it is done and does
// nothing: a server on such a disk must be seen to lose what it acknowledged.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum call { OPEN, PWRITE, FTRUNCATE, FDATASYNC, FSYNC, RENAME, UNLINK, CALLS };

// As struct.pack("4i") has it, for each call.
struct plan {
    int32_t error; // the errno
    int32_t times; // how often more, -1 for ever
    int32_t taken; // how many bytes the first write takes before that
    int32_t hits;  // how often it has failed so far
};

struct piece {
    struct piece *next;
    int descriptor;
    off_t offset;
    size_t count;
    unsigned char bytes[];
};

static struct plan *plans;
static const char *root;
static int is_cached, is_lying;
static struct piece *pieces;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int (*real_open)(const char *, int, ...);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fdatasync)(int);
static int (*real_fsync)(int);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_close)(int);

__attribute__((constructor)) static void prepare(void) {
    real_open = dlsym(RTLD_NEXT, "open");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_close = dlsym(RTLD_NEXT, "close");
    root = getenv("FAULT_ROOT");
    is_cached = getenv("FAULT_CACHE") != NULL;
    is_lying = getenv("FAULT_LIES") != NULL;
    int file = real_open(getenv("FAULT_PLAN"), O_RDWR);
    if (root == NULL || file < 0) abort();
    plans = mmap(NULL, CALLS * sizeof *plans, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (plans == MAP_FAILED) abort();
    real_close(file);
}

static int is_ours(const char *path) { return strncmp(path, root, strlen(root)) == 0; }

static int is_file(int descriptor) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t count = readlink(link, path, sizeof path - 1);
    if (count < 0) return 0;
    path[count] = 0;
    return is_ours(path);
}

// Whether the call is to fail now; errno says how.
static int fails(enum call call) {
    struct plan *plan = &plans[call];
    pthread_mutex_lock(&lock);
    int is_due = plan->times != 0;
    if (plan->times > 0) plan->times--;
    if (is_due) plan->hits++;
    pthread_mutex_unlock(&lock);
    if (is_due) errno = plan->error;
    return is_due;
}

static ssize_t put(int descriptor, const void *bytes, size_t count, off_t offset) {
    if (!is_cached) return real_pwrite(descriptor, bytes, count, offset);
    struct piece *piece = malloc(sizeof *piece + count);
    if (piece == NULL) abort();
    *piece = (struct piece){.descriptor = descriptor, .offset = offset, .count = count};
    memcpy(piece->bytes, bytes, count);
    pthread_mutex_lock(&lock);
    struct piece **end = &pieces;
    while (*end != NULL) end = &(*end)->next;
    *end = piece;
    pthread_mutex_unlock(&lock);
    return count;
}

// Writes, or forgets, what waits for that descriptor.
static void settle(int descriptor, int is_written) {
    pthread_mutex_lock(&lock);
    struct piece **place = &pieces;
    while (*place != NULL) {
        struct piece *piece = *place;
        if (piece->descriptor != descriptor) {
            place = &piece->next;
            continue;
        }
        if (is_written &&
            real_pwrite(descriptor, piece->bytes, piece->count, piece->offset) !=
                (ssize_t)piece->count)
            abort();
        *place = piece->next;
        free(piece);
    }
    pthread_mutex_unlock(&lock);
}

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (is_ours(path) && fails(OPEN)) return -1;
    return real_open(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open(path, flags, mode);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    if (!is_file(descriptor)) return real_pwrite(descriptor, bytes, count, offset);
    if (fails(PWRITE)) {
        int error = errno;
        size_t taken = plans[PWRITE].taken;
        // A short write first; the next call meets the error.
        plans[PWRITE].taken = 0;
        if (taken > 0 && taken < count) return put(descriptor, bytes, taken, offset);
        errno = error;
        return -1;
    }
    return put(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
    return pwrite(descriptor, bytes, count, offset);
}

int ftruncate(int descriptor, off_t size) {
    if (is_file(descriptor)) {
        if (fails(FTRUNCATE)) return -1;
        settle(descriptor, 0);
    }
    return real_ftruncate(descriptor, size);
}

static int synchronise(int descriptor, enum call call, int (*real)(int)) {
    if (!is_file(descriptor)) return real(descriptor);
    if (fails(call)) {
        // The kernel marks the pages clean: what was not written never will be.
        settle(descriptor, 0);
        return -1;
    }
    if (is_lying && call == FDATASYNC) return 0;
    settle(descriptor, 1);
    return real(descriptor);
}

int fdatasync(int descriptor) { return synchronise(descriptor, FDATASYNC, real_fdatasync); }

int fsync(int descriptor) { return synchronise(descriptor, FSYNC, real_fsync); }

int rename(const char *path, const char *new_path) {
    if (is_ours(path) && fails(RENAME)) return -1;
    return real_rename(path, new_path);
}

int unlink(const char *path) {
    if (is_ours(path) && fails(UNLINK)) return -1;
    return real_unlink(path);
}

int close(int descriptor) {
    if (is_cached) settle(descriptor, 0);
    return real_close(descriptor);
}
