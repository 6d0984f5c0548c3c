// What Linux has and the Glibc module doesn't show.
#pragma once

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

// Since glibc 2.34. Declared here because the header shows it only to those who ask for all of GNU's.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);

// The variables of this process, up to a null. Declared here as well for the same reason.
extern char **environ;
static inline char **linux_environment(void) { return environ; }

// Orphans below this process become its children.
static inline int linux_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

// Where signals are written: two bytes each, the signal's number, and 1 when the kernel sent it by itself, as a terminal's keys
// make it do; 0 when a process sent it. Only what may be called in a handler is called.
static int linux_signals_to = -1;

static inline void linux_write_signal(int number, siginfo_t *about, void *context) {
    int before = errno;
    unsigned char message[2] = {(unsigned char)number, about->si_code > 0};
    ssize_t ignored = write(linux_signals_to, message, sizeof message);
    (void)ignored;
    (void)context;
    errno = before;
}

// Writes a signal to a file from now on, instead of what it does by itself.
static inline int linux_watch_signal(int number, int file) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = linux_write_signal;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    linux_signals_to = file;
    return sigaction(number, &action, NULL);
}

// Whether a signal is ignored by this process.
static inline int linux_ignores_signal(int number) {
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}
