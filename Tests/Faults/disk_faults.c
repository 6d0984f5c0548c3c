/*
 * Makes a disk slow or full, for one process: preload it (LD_PRELOAD) into a server.
 *
 *   cc -shared -fPIC -O2 -o disk_faults.so disk_faults.c -ldl
 *
 * VITRINE_FAULT_FSYNC_MICROSECONDS  How much longer each fsync and fdatasync takes, as on a disk whose sync is not free.
 * VITRINE_FAULT_FULL_FLAG           Path of a flag file. While it exists, every write (write, pwrite, pwrite64) to a file
 *                                   below the flag file's directory fails with ENOSPC. Reads, removals and files
 *                                   elsewhere are left alone.
 *
 * Both are read once, at the first call. What is not there: errors of fsync itself, writes that end half way, mmap.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static struct {
    int (*fsync)(int);
    int (*fdatasync)(int);
    ssize_t (*write)(int, const void *, size_t);
    ssize_t (*pwrite)(int, const void *, size_t, off_t);
    ssize_t (*pwrite64)(int, const void *, size_t, off64_t);
} next;

static long fsync_microseconds;
static const char *flag;
static size_t directory_length; /* of the flag's directory, its last slash included */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void set_up(void) {
    next.fsync = dlsym(RTLD_NEXT, "fsync");
    next.fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    next.write = dlsym(RTLD_NEXT, "write");
    next.pwrite = dlsym(RTLD_NEXT, "pwrite");
    next.pwrite64 = dlsym(RTLD_NEXT, "pwrite64");
    const char *microseconds = getenv("VITRINE_FAULT_FSYNC_MICROSECONDS");
    if (microseconds) fsync_microseconds = atol(microseconds);
    flag = getenv("VITRINE_FAULT_FULL_FLAG");
    const char *slash = flag ? strrchr(flag, '/') : NULL;
    if (slash) directory_length = (size_t)(slash - flag) + 1;
}

static void wait_for_disk(void) {
    pthread_once(&once, set_up);
    if (fsync_microseconds <= 0) return;
    struct timespec left = {fsync_microseconds / 1000000, fsync_microseconds % 1000000 * 1000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {}
}

/* Whether a write to this descriptor has no room. Leaves errno as it was unless it says yes. */
static int is_full(int descriptor) {
    pthread_once(&once, set_up);
    if (directory_length == 0) return 0;
    int saved = errno;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path);
    int full = length > (ssize_t)directory_length && strncmp(path, flag, directory_length) == 0 && access(flag, F_OK) == 0;
    errno = full ? ENOSPC : saved;
    return full;
}

int fsync(int descriptor) {
    wait_for_disk();
    return next.fsync(descriptor);
}

int fdatasync(int descriptor) {
    wait_for_disk();
    return next.fdatasync(descriptor);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
    return is_full(descriptor) ? -1 : next.write(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    return is_full(descriptor) ? -1 : next.pwrite(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    return is_full(descriptor) ? -1 : next.pwrite64(descriptor, bytes, count, offset);
}
