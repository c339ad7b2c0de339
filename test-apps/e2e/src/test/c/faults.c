/*
 * Preloaded into a JVM: makes chosen calls on the files below one directory fail, take long or
 * write less than asked.
 *
 *   FAULT_DIR   the directory; only its files, and itself, are touched
 *   FAULT_LOG   a file to which what was done is appended
 *   FAULT_SEED  a number, for what is drawn by lot
 *   FAULT_PLAN  rules with commas between: call:first:span:action[:part]
 *     call    open write read sync rename unlink list stat truncate mkdir close lock, or any
 *     first   the number of the first call that is hit, from 1
 *     span    so many calls; 500ms, time from the first one hit on; %10, a tenth of the calls for
 *             good, by lot; * all for good
 *     action  the name of an errno; short, half of the bytes are written; delay2000, milliseconds
 *     part    only calls on paths that contain this, which are then counted by themselves
 *
 * The log has a line with both clocks at the beginning, one for each hit, one for the first bytes
 * that reach a main file after a hit, and one with the numbers of calls at the end. Times are those
 * of the monotonic clock, which is that of System.nanoTime().
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { OPEN, WRITE, READ, SYNC, RENAME, UNLINK, LIST, STAT, TRUNCATE, MKDIR, CLOSE, LOCK, CALLS };

static const char *const NAMES[] = {"open",   "write", "read", "sync",     "rename", "unlink",
                                    "list",   "stat",  "truncate", "mkdir", "close",  "lock"};

enum { ANY = CALLS, MAX_RULES = 8, MAX_FDS = 65536, MAX_PART = 64, MAX_LOGGED = 2000 };

static const struct {
  const char *name;
  int number;
} ERRORS[] = {{"EIO", EIO},       {"ENOSPC", ENOSPC}, {"EACCES", EACCES}, {"EMFILE", EMFILE},
              {"EINTR", EINTR},   {"ESTALE", ESTALE}, {"EDQUOT", EDQUOT}, {"EROFS", EROFS},
              {"ENOENT", ENOENT}, {"ENOLCK", ENOLCK}, {"EFBIG", EFBIG}};

struct rule {
  int call;
  long first;
  long count;      /* 0 if the span is no number */
  long every;      /* likewise */
  long long nanos; /* likewise */
  int error;       /* 0 if it is not one that fails */
  int shortens;
  long delay_millis;
  char part[MAX_PART];
  atomic_long seen;
  atomic_llong begun;
};

static struct rule rules[MAX_RULES];
static int rule_count;
static const char *dir;
static size_t dir_length;
static int log_fd = -1;
static atomic_long calls[CALLS];
static atomic_long hits;
static atomic_long logged;
static unsigned long seed;
static atomic_int waits_for_flow;
static _Atomic(char *) paths[MAX_FDS];

static long long nanos(clockid_t clock) {
  struct timespec now;
  syscall(SYS_clock_gettime, clock, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void say(const char *format, ...) {
  char line[PATH_MAX + 200];
  va_list args;
  if (log_fd < 0) {
    return;
  }
  va_start(args, format);
  int length = vsnprintf(line, sizeof line, format, args);
  va_end(args);
  if (length > 0) {
    syscall(SYS_write, log_fd, line, length < (int)sizeof line ? length : (int)sizeof line - 1);
  }
}

static void refuse(const char *plan) {
  fprintf(stderr, "faults.c: not a plan: %s\n", plan);
  abort();
}

static int error_of(const char *name) {
  for (size_t i = 0; i < sizeof ERRORS / sizeof ERRORS[0]; i++) {
    if (strcmp(name, ERRORS[i].name) == 0) {
      return ERRORS[i].number;
    }
  }
  return 0;
}

static const char *action_of(const struct rule *rule) {
  for (size_t i = 0; i < sizeof ERRORS / sizeof ERRORS[0]; i++) {
    if (rule->error == ERRORS[i].number) {
      return ERRORS[i].name;
    }
  }
  return rule->shortens ? "short" : "delay";
}

static int call_of(const char *name) {
  for (int i = 0; i < CALLS; i++) {
    if (strcmp(name, NAMES[i]) == 0) {
      return i;
    }
  }
  return strcmp(name, "any") == 0 ? ANY : -1;
}

static void add_rule(char *text, const char *plan) {
  char *rest = text;
  char *call = strsep(&rest, ":");
  char *first = strsep(&rest, ":");
  char *span = strsep(&rest, ":");
  char *action = strsep(&rest, ":");
  if (action == NULL || rule_count == MAX_RULES) {
    refuse(plan);
  }
  struct rule *rule = &rules[rule_count++];
  rule->call = call_of(call);
  rule->first = atol(first);
  size_t length = strlen(span);
  if (span[0] == '%') {
    rule->every = atol(span + 1);
  } else if (length > 2 && strcmp(span + length - 2, "ms") == 0) {
    rule->nanos = atoll(span) * 1000000;
  } else if (strcmp(span, "*") != 0) {
    rule->count = atol(span);
  }
  rule->shortens = strcmp(action, "short") == 0;
  rule->delay_millis = strncmp(action, "delay", 5) == 0 ? atol(action + 5) : 0;
  rule->error = error_of(action);
  if (rest != NULL) {
    snprintf(rule->part, MAX_PART, "%s", rest);
  }
  int acts = rule->shortens || rule->delay_millis > 0 || rule->error != 0;
  if (rule->call < 0 || rule->first < 1 || !acts) {
    refuse(plan);
  }
}

__attribute__((constructor)) static void begin(void) {
  const char *plan = getenv("FAULT_PLAN");
  const char *log = getenv("FAULT_LOG");
  dir = getenv("FAULT_DIR");
  if (dir == NULL || plan == NULL) {
    return;
  }
  dir_length = strlen(dir);
  seed = getenv("FAULT_SEED") == NULL ? 0 : strtoul(getenv("FAULT_SEED"), NULL, 10);
  char *copy = strdup(plan);
  char *rest = copy;
  for (char *rule; (rule = strsep(&rest, ",")) != NULL;) {
    if (*rule != 0) {
      add_rule(rule, plan);
    }
  }
  free(copy);
  if (log != NULL) {
    log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    say("begin %lld %lld\n", nanos(CLOCK_MONOTONIC), nanos(CLOCK_REALTIME));
  }
}

__attribute__((destructor)) static void end(void) {
  char line[500] = "";
  size_t length = 0;
  for (int i = 0; i < CALLS; i++) {
    length += snprintf(line + length, sizeof line - length, " %s=%ld", NAMES[i], calls[i]);
  }
  say("end %lld hits=%ld%s\n", nanos(CLOCK_MONOTONIC), hits, line);
}

static int is_ours(const char *path) {
  return dir != NULL && path != NULL && strncmp(path, dir, dir_length) == 0 &&
         (path[dir_length] == 0 || path[dir_length] == '/');
}

static const char *path_of(int fd) {
  return fd >= 0 && fd < MAX_FDS ? atomic_load(&paths[fd]) : NULL;
}

/* What a path relative to an open directory means; the given one if that is none of ours. */
static const char *resolve(int fd, const char *path, char *buffer) {
  const char *parent = path == NULL || path[0] == '/' ? NULL : path_of(fd);
  if (parent == NULL) {
    return path;
  }
  snprintf(buffer, PATH_MAX, "%s/%s", parent, path);
  return buffer;
}

static int is_hit(struct rule *rule, long number) {
  if (number < rule->first) {
    return 0;
  }
  if (rule->count > 0) {
    return number < rule->first + rule->count;
  }
  if (rule->every > 0) {
    unsigned long lot = (seed + number) * 0x9e3779b97f4a7c15UL;
    return (lot >> 33) % rule->every == 0;
  }
  if (rule->nanos > 0) {
    long long now = nanos(CLOCK_MONOTONIC);
    long long none = 0;
    atomic_compare_exchange_strong(&rule->begun, &none, now);
    return now - rule->begun < rule->nanos;
  }
  return 1;
}

/* Counts a call; returns the errno with which it is to fail, or 0. */
static int strike(int call, const char *path, size_t *bytes) {
  int error = 0;
  atomic_fetch_add(&calls[call], 1);
  for (int i = 0; i < rule_count; i++) {
    struct rule *rule = &rules[i];
    if ((rule->call != call && rule->call != ANY) ||
        (rule->part[0] != 0 && strstr(path, rule->part) == NULL)) {
      continue;
    }
    long number = atomic_fetch_add(&rule->seen, 1) + 1;
    if (!is_hit(rule, number)) {
      continue;
    }
    atomic_fetch_add(&hits, 1);
    if (atomic_fetch_add(&logged, 1) < MAX_LOGGED) {
      say("hit %lld %s %ld %s %s\n", nanos(CLOCK_MONOTONIC), NAMES[call], number,
          action_of(rule), path);
    }
    if (rule->delay_millis > 0) {
      struct timespec time = {rule->delay_millis / 1000, rule->delay_millis % 1000 * 1000000};
      nanosleep(&time, NULL);
    }
    if (rule->shortens && bytes != NULL && *bytes > 1) {
      *bytes /= 2;
    }
    if (rule->error) {
      error = rule->error;
    }
    atomic_store(&waits_for_flow, 1);
  }
  return error;
}

static void wrote(const char *path, long bytes) {
  size_t length = strlen(path);
  if (bytes > 0 && length > 6 && strcmp(path + length - 6, ".jsonl") == 0 &&
      atomic_exchange(&waits_for_flow, 0)) {
    say("flow %lld\n", nanos(CLOCK_MONOTONIC));
  }
}

static void opened(int fd, const char *path) {
  if (fd >= 0 && fd < MAX_FDS) {
    /* Never freed: another thread may be reading it, and there are few. */
    atomic_store(&paths[fd], strdup(path));
  }
}

#define REAL(type, name, ...)                                       \
  static type (*real)(__VA_ARGS__);                                 \
  if (real == NULL) {                                               \
    real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name);            \
  }

#define FAIL_IF(call, path, bytes)                                  \
  do {                                                              \
    int failure = strike(call, path, bytes);                        \
    if (failure != 0) {                                             \
      errno = failure;                                              \
      return -1;                                                    \
    }                                                               \
  } while (0)

#define MODE(flags)                                                 \
  mode_t mode = 0;                                                  \
  if ((flags) & (O_CREAT | O_TMPFILE)) {                            \
    va_list args;                                                   \
    va_start(args, flags);                                          \
    mode = va_arg(args, mode_t);                                    \
    va_end(args);                                                   \
  }

#define OPEN_CALL(name)                                             \
  int name(const char *path, int flags, ...) {                      \
    REAL(int, #name, const char *, int, ...)                        \
    MODE(flags)                                                     \
    if (!is_ours(path)) {                                           \
      return real(path, flags, mode);                               \
    }                                                               \
    FAIL_IF(OPEN, path, NULL);                                      \
    int fd = real(path, flags, mode);                               \
    opened(fd, path);                                               \
    return fd;                                                      \
  }

#define OPENAT_CALL(name)                                           \
  int name(int parent, const char *given, int flags, ...) {         \
    REAL(int, #name, int, const char *, int, ...)                   \
    MODE(flags)                                                     \
    char buffer[PATH_MAX];                                          \
    const char *path = resolve(parent, given, buffer);              \
    if (!is_ours(path)) {                                           \
      return real(parent, given, flags, mode);                      \
    }                                                               \
    FAIL_IF(OPEN, path, NULL);                                      \
    int fd = real(parent, given, flags, mode);                      \
    opened(fd, path);                                               \
    return fd;                                                      \
  }

OPEN_CALL(open)
OPEN_CALL(open64)
OPENAT_CALL(openat)
OPENAT_CALL(openat64)

int close(int fd) {
  REAL(int, "close", int)
  const char *path = path_of(fd);
  if (path == NULL) {
    return real(fd);
  }
  atomic_store(&paths[fd], NULL);
  int failure = strike(CLOSE, path, NULL);
  /* As in Linux the number is free whatever close says. */
  int result = real(fd);
  if (failure != 0) {
    errno = failure;
    return -1;
  }
  return result;
}

#define WRITE_CALL(...)                                             \
  {                                                                 \
    const char *path = path_of(fd);                                 \
    if (path == NULL) {                                             \
      return real(fd, bytes, size __VA_ARGS__);                     \
    }                                                               \
    FAIL_IF(WRITE, path, &size);                                    \
    ssize_t count = real(fd, bytes, size __VA_ARGS__);              \
    wrote(path, count);                                             \
    return count;                                                   \
  }

ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t)
  WRITE_CALL()
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t)
  WRITE_CALL(, offset)
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)
  WRITE_CALL(, offset)
}

/* The first part alone when shortened: a whole number of parts would be none. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int)
  const char *path = path_of(fd);
  if (path == NULL) {
    return real(fd, parts, count);
  }
  size_t left = count;
  FAIL_IF(WRITE, path, &left);
  ssize_t written = real(fd, parts, left);
  wrote(path, written);
  return written;
}

#define FD_CALL(type, name, call, signature, arguments, types)      \
  type name signature {                                             \
    REAL(type, #name, types)                                        \
    const char *path = path_of(fd);                                 \
    if (path != NULL) {                                             \
      FAIL_IF(call, path, NULL);                                    \
    }                                                               \
    return real arguments;                                          \
  }

#define TYPES(...) __VA_ARGS__

FD_CALL(ssize_t, read, READ, (int fd, void *bytes, size_t size), (fd, bytes, size),
        TYPES(int, void *, size_t))
FD_CALL(ssize_t, pread64, READ, (int fd, void *bytes, size_t size, off64_t at),
        (fd, bytes, size, at), TYPES(int, void *, size_t, off64_t))
FD_CALL(int, fsync, SYNC, (int fd), (fd), TYPES(int))
FD_CALL(int, fdatasync, SYNC, (int fd), (fd), TYPES(int))
FD_CALL(int, ftruncate, TRUNCATE, (int fd, off_t size), (fd, size), TYPES(int, off_t))
FD_CALL(int, ftruncate64, TRUNCATE, (int fd, off64_t size), (fd, size), TYPES(int, off64_t))
FD_CALL(int, fstat, STAT, (int fd, struct stat *found), (fd, found), TYPES(int, struct stat *))
FD_CALL(int, fstat64, STAT, (int fd, struct stat64 *found), (fd, found),
        TYPES(int, struct stat64 *))
FD_CALL(int, __fxstat64, STAT, (int version, int fd, struct stat64 *found), (version, fd, found),
        TYPES(int, int, struct stat64 *))

#define PATH_CALL(type, name, call, signature, arguments, types)    \
  type name signature {                                             \
    REAL(type, #name, types)                                        \
    if (is_ours(path)) {                                            \
      FAIL_IF(call, path, NULL);                                    \
    }                                                               \
    return real arguments;                                          \
  }

PATH_CALL(int, stat, STAT, (const char *path, struct stat *found), (path, found),
          TYPES(const char *, struct stat *))
PATH_CALL(int, lstat, STAT, (const char *path, struct stat *found), (path, found),
          TYPES(const char *, struct stat *))
PATH_CALL(int, stat64, STAT, (const char *path, struct stat64 *found), (path, found),
          TYPES(const char *, struct stat64 *))
PATH_CALL(int, lstat64, STAT, (const char *path, struct stat64 *found), (path, found),
          TYPES(const char *, struct stat64 *))
PATH_CALL(int, __xstat64, STAT, (int version, const char *path, struct stat64 *found),
          (version, path, found), TYPES(int, const char *, struct stat64 *))
PATH_CALL(int, __lxstat64, STAT, (int version, const char *path, struct stat64 *found),
          (version, path, found), TYPES(int, const char *, struct stat64 *))
PATH_CALL(int, access, STAT, (const char *path, int mode), (path, mode), TYPES(const char *, int))
PATH_CALL(int, rename, RENAME, (const char *path, const char *to), (path, to),
          TYPES(const char *, const char *))
PATH_CALL(int, unlink, UNLINK, (const char *path), (path), TYPES(const char *))
PATH_CALL(int, rmdir, UNLINK, (const char *path), (path), TYPES(const char *))
PATH_CALL(int, remove, UNLINK, (const char *path), (path), TYPES(const char *))
PATH_CALL(int, mkdir, MKDIR, (const char *path, mode_t mode), (path, mode),
          TYPES(const char *, mode_t))

#define AT_CALL(type, name, call, signature, arguments, types)      \
  type name signature {                                             \
    REAL(type, #name, types)                                        \
    char buffer[PATH_MAX];                                          \
    const char *path = resolve(parent, given, buffer);              \
    if (is_ours(path)) {                                            \
      FAIL_IF(call, path, NULL);                                    \
    }                                                               \
    return real arguments;                                          \
  }

AT_CALL(int, statx, STAT,
        (int parent, const char *restrict given, int flags, unsigned mask,
         struct statx *restrict found),
        (parent, given, flags, mask, found),
        TYPES(int, const char *, int, unsigned, struct statx *))
AT_CALL(int, fstatat64, STAT,
        (int parent, const char *restrict given, struct stat64 *restrict found, int flags),
        (parent, given, found, flags), TYPES(int, const char *, struct stat64 *, int))
AT_CALL(int, renameat, RENAME, (int parent, const char *given, int to_parent, const char *to),
        (parent, given, to_parent, to), TYPES(int, const char *, int, const char *))
AT_CALL(int, renameat2, RENAME,
        (int parent, const char *given, int to_parent, const char *to, unsigned flags),
        (parent, given, to_parent, to, flags), TYPES(int, const char *, int, const char *, unsigned))
AT_CALL(int, unlinkat, UNLINK, (int parent, const char *given, int flags), (parent, given, flags),
        TYPES(int, const char *, int))

DIR *opendir(const char *path) {
  REAL(DIR *, "opendir", const char *)
  if (is_ours(path)) {
    int failure = strike(LIST, path, NULL);
    if (failure != 0) {
      errno = failure;
      return NULL;
    }
  }
  DIR *list = real(path);
  if (list != NULL && is_ours(path)) {
    opened(dirfd(list), path);
  }
  return list;
}

DIR *fdopendir(int fd) {
  REAL(DIR *, "fdopendir", int)
  const char *path = path_of(fd);
  int failure = path == NULL ? 0 : strike(LIST, path, NULL);
  if (failure != 0) {
    errno = failure;
    return NULL;
  }
  return real(fd);
}

#define READDIR_CALL(type, name)                                    \
  struct type *name(DIR *list) {                                    \
    REAL(struct type *, #name, DIR *)                               \
    const char *path = path_of(dirfd(list));                        \
    int failure = path == NULL ? 0 : strike(LIST, path, NULL);      \
    if (failure != 0) {                                             \
      errno = failure;                                              \
      return NULL;                                                  \
    }                                                               \
    return real(list);                                              \
  }

READDIR_CALL(dirent, readdir)
READDIR_CALL(dirent64, readdir64)

/* The directory's descriptor is closed inside the library, past our close. */
int closedir(DIR *list) {
  REAL(int, "closedir", DIR *)
  int fd = dirfd(list);
  const char *path = path_of(fd);
  int failure = path == NULL ? 0 : strike(CLOSE, path, NULL);
  if (path != NULL) {
    atomic_store(&paths[fd], NULL);
  }
  int result = real(list);
  if (failure != 0) {
    errno = failure;
    return -1;
  }
  return result;
}

#define LOCK_CALL(name)                                             \
  int name(int fd, int command, ...) {                              \
    REAL(int, #name, int, int, ...)                                 \
    va_list args;                                                   \
    va_start(args, command);                                        \
    void *argument = va_arg(args, void *);                          \
    va_end(args);                                                   \
    const char *path = path_of(fd);                                 \
    if (path != NULL && (command == F_SETLK || command == F_SETLKW)) { \
      FAIL_IF(LOCK, path, NULL);                                    \
    }                                                               \
    return real(fd, command, argument);                             \
  }

LOCK_CALL(fcntl)
LOCK_CALL(fcntl64)
