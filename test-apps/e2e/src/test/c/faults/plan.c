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
#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const char *const NAMES[] = {"open",   "write", "read", "sync",     "rename", "unlink",
                                    "list",   "stat",  "truncate", "mkdir", "close",  "lock"};

enum { ANY = CALLS, MAX_RULES = 8, MAX_PART = 64, MAX_LOGGED = 2000 };

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
  fprintf(stderr, "faults: not a plan: %s\n", plan);
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

int is_ours(const char *path) {
  return dir != NULL && path != NULL && strncmp(path, dir, dir_length) == 0 &&
         (path[dir_length] == 0 || path[dir_length] == '/');
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

int strike(enum call call, const char *path, size_t *bytes) {
  int error = 0;
  atomic_fetch_add(&calls[call], 1);
  for (int i = 0; i < rule_count; i++) {
    struct rule *rule = &rules[i];
    if ((rule->call != (int)call && rule->call != ANY) ||
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

void wrote(const char *path, long bytes) {
  size_t length = strlen(path);
  if (bytes > 0 && length > 6 && strcmp(path + length - 6, ".jsonl") == 0 &&
      atomic_exchange(&waits_for_flow, 0)) {
    say("flow %lld\n", nanos(CLOCK_MONOTONIC));
  }
}
