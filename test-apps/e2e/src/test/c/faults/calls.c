/* The calls that are struck: each asks the plan before it does what it is there for. */
#define _GNU_SOURCE
#include "faults.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MAX_FDS = 65536 };

/* The paths of ours that are open; NULL for all other descriptors. */
static _Atomic(char *) paths[MAX_FDS];

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
