/* What stands between the calls and the plan. */
#ifndef FAULTS_H
#define FAULTS_H

#include <stddef.h>

/* Nobody but this library may find these names. */
#pragma GCC visibility push(hidden)

enum call { OPEN, WRITE, READ, SYNC, RENAME, UNLINK, LIST, STAT, TRUNCATE, MKDIR, CLOSE, LOCK };

enum { CALLS = LOCK + 1 };

/* Whether a path is that of the directory or below it. */
int is_ours(const char *path);

/*
 * Counts a call on a path of ours and lets time pass if the plan says so; returns the errno with
 * which it is to fail, or 0. Of a write that is to be cut short less is left in bytes, which may be
 * NULL for others.
 */
int strike(enum call call, const char *path, size_t *bytes);

/* Says that so many bytes went to a file of ours. */
void wrote(const char *path, long bytes);

#pragma GCC visibility pop

#endif
