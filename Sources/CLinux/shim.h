// What Linux has and the Glibc module doesn't show.
#pragma once

#include <spawn.h>
#include <sys/prctl.h>

// Since glibc 2.34. Declared here because the header shows it only to those who ask for all of GNU's.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);

// Orphans below this process become its children.
static inline int linux_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }
