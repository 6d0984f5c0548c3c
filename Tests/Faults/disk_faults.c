/*
 * Makes a disk slow or full, or ends the process at a write, for one process: preload it (LD_PRELOAD) into a server.
 *
 *   cc -shared -fPIC -O2 -o disk_faults.so disk_faults.c -ldl
 *
 * VITRINE_FAULT_FSYNC_MICROSECONDS  How much longer each fsync and fdatasync takes, as on a disk whose sync is not free.
 * VITRINE_FAULT_SYNC_COUNT          Path of a file that gets a byte more for each of these syncs, before it is waited for.
 * VITRINE_FAULT_FULL_FLAG           Path of a flag file. While it exists, every write (write, pwrite, pwrite64) to a file
 *                                   below the flag file's directory fails with ENOSPC. Reads, removals and files
 *                                   elsewhere are left alone.
 *
 * VITRINE_FAULT_KILL_FLAG           Path of a flag file with a number in it. Once it exists, that many writes and syncs of
 *                                   files below the flag file's directory are counted, and the process is killed in place
 *                                   of the last of them.
 *
 * All are read once, at the first call. What is not there: errors of fsync itself, writes that end half way, mmap.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
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
static int sync_count = -1;
static const char *flag;
static size_t directory_length; /* of the flag's directory, its last slash included */
static const char *kill_flag;
static size_t kill_directory_length;
static long kill_left = -1; /* -1 until the flag was read */
static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void set_up(void) {
    next.fsync = dlsym(RTLD_NEXT, "fsync");
    next.fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    next.write = dlsym(RTLD_NEXT, "write");
    next.pwrite = dlsym(RTLD_NEXT, "pwrite");
    next.pwrite64 = dlsym(RTLD_NEXT, "pwrite64");
    const char *microseconds = getenv("VITRINE_FAULT_FSYNC_MICROSECONDS");
    if (microseconds) fsync_microseconds = atol(microseconds);
    const char *count = getenv("VITRINE_FAULT_SYNC_COUNT");
    if (count) sync_count = open(count, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    flag = getenv("VITRINE_FAULT_FULL_FLAG");
    const char *slash = flag ? strrchr(flag, '/') : NULL;
    if (slash) directory_length = (size_t)(slash - flag) + 1;
    kill_flag = getenv("VITRINE_FAULT_KILL_FLAG");
    slash = kill_flag ? strrchr(kill_flag, '/') : NULL;
    if (slash) kill_directory_length = (size_t)(slash - kill_flag) + 1;
}

/* Whether the descriptor's file is below the directory whose name the first bytes of `place` are, and `place` exists. */
static int is_marked(int descriptor, const char *place, size_t length) {
    if (length == 0) return 0;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t found = readlink(link, path, sizeof path);
    return found > (ssize_t)length && strncmp(path, place, length) == 0 && access(place, F_OK) == 0;
}

/* Counts a write or sync, and ends the process when it is the one to end at. Leaves errno as it was. */
static void count_down(int descriptor) {
    pthread_once(&once, set_up);
    int saved = errno;
    if (is_marked(descriptor, kill_flag, kill_directory_length)) {
        pthread_mutex_lock(&counting);
        FILE *file = kill_left < 0 ? fopen(kill_flag, "r") : NULL;
        if (file) {
            if (fscanf(file, "%ld", &kill_left) != 1) kill_left = -1;
            fclose(file);
        }
        if (kill_left > 0 && --kill_left == 0) kill(getpid(), SIGKILL);
        pthread_mutex_unlock(&counting);
    }
    errno = saved;
}

static void wait_for_disk(void) {
    pthread_once(&once, set_up);
    int saved = errno;
    if (sync_count >= 0 && next.write(sync_count, "s", 1) != 1) abort();
    errno = saved;
    if (fsync_microseconds <= 0) return;
    struct timespec left = {fsync_microseconds / 1000000, fsync_microseconds % 1000000 * 1000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {}
}

/* Whether a write to this descriptor has no room. Leaves errno as it was unless it says yes. */
static int is_full(int descriptor) {
    pthread_once(&once, set_up);
    count_down(descriptor);
    int saved = errno;
    int full = is_marked(descriptor, flag, directory_length);
    errno = full ? ENOSPC : saved;
    return full;
}

int fsync(int descriptor) {
    count_down(descriptor);
    wait_for_disk();
    return next.fsync(descriptor);
}

int fdatasync(int descriptor) {
    count_down(descriptor);
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
