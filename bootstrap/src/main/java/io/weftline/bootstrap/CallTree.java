package io.weftline.bootstrap;

import java.util.Arrays;

/**
 * The calls below the outermost one of a unit of work that took long enough to be drawn, and its
 * queries by what they execute. Bounded, reused from unit to unit.
 *
 * <p>Nodes are kept in the order in which calls end: the nodes below node {@code n} are those from
 * {@code first(n)} to {@code n - 1}. When the tree is full the lesser half is given up, and so are
 * the shorter ones of those to come; a parent is never shorter than its children, so none loses its
 * own. The time of what is given up is its parent's own then.
 *
 * <p>Belongs to the thread of its context.
 */
public final class CallTree {
  public static final int MAX_NODES = 500;
  public static final int MAX_GROUPS = 200;

  /** How many siblings back an equal one is looked for. */
  private static final int FOLD_DISTANCE = 8;

  /** Up to this many nodes a subtree is compared with another one's. */
  private static final int FOLD_NODES = 16;

  private static final int KINDS = 4;
  private static final int FIRST_CAPACITY = 16;

  private final ThreadContext context;
  private int size;
  private Operation[] operations = new Operation[FIRST_CAPACITY];
  private String[] errors = new String[FIRST_CAPACITY];
  private long[] starts = new long[FIRST_CAPACITY];
  private long[] durations = new long[FIRST_CAPACITY];
  private long[] selves = new long[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];
  private int[] firsts = new int[FIRST_CAPACITY];
  private long omitted;

  /** Once nodes were given up: those to come that are shorter are too, unless they are folded. */
  private long leastNanos;

  private int groups;
  private QueryGroup[] queryGroups = new QueryGroup[0];
  private long queryCount;
  private long queryNanos;

  /** Of the calls that are neither methods nor queries, by kind. */
  private final long[] otherCounts = new long[KINDS];

  private final long[] otherNanos = new long[KINDS];

  CallTree(ThreadContext context) {
    this.context = context;
  }

  /**
   * Adds a call that has just ended, if there is room for it.
   *
   * @param frame the frame of the call
   * @param error class of what left it, or null
   * @return whether it was added: if not, its time is its parent's own
   */
  boolean add(Operation operation, Frame frame, long durationNanos, String error) {
    context.touched = true;
    int at = size;
    if (at == operations.length) {
      grow();
    }
    operations[at] = operation;
    errors[at] = error;
    starts[at] = frame.startNanos;
    durations[at] = durationNanos;
    selves[at] = durationNanos - frame.childNanos;
    counts[at] = 1;
    firsts[at] = frame.mark;
    size = at + 1;
    if (fold(at, frame.depth == 0 ? 0 : context.frame(frame.depth - 1).mark)) {
      return true;
    }
    if (durationNanos < leastNanos) {
      // It has no nodes below it: they would be shorter still.
      size = at;
      omitted++;
      return false;
    }
    if (size > MAX_NODES) {
      prune(frame.depth);
      return durationNanos >= leastNanos;
    }
    return true;
  }

  /**
   * Adds the time of a call to the node of an earlier one, if that is near enough to be found among
   * its siblings.
   */
  boolean extend(Operation operation, Frame frame, long durationNanos) {
    int floor = context.frame(frame.depth - 1).mark;
    int sibling = size - 1;
    for (int i = 0; i < FOLD_DISTANCE && sibling >= floor; i++) {
      if (operations[sibling] == operation) {
        durations[sibling] += durationNanos;
        selves[sibling] += durationNanos;
        return true;
      }
      sibling = firsts[sibling] - 1;
    }
    return false;
  }

  /**
   * Takes the calls that began since the call of the frame did from the enclosing call to this one:
   * a call that is timed by the coarse clock has no frame while they run.
   */
  void adopt(Frame frame) {
    Frame parent = context.frame(frame.depth - 1);
    int mark = size;
    while (mark > parent.mark && starts[mark - 1] - frame.startNanos >= 0) {
      frame.childNanos += durations[mark - 1];
      mark = firsts[mark - 1];
    }
    frame.mark = mark;
    parent.childNanos -= frame.childNanos;
  }

  /**
   * Adds a call that has adopted those below it, as they are. Its beginning and its end are off by
   * a tick: it is made no shorter than those are and no longer than its parent has time left.
   */
  void addLate(Operation operation, Frame frame, long durationNanos, String error) {
    Frame parent = context.frame(frame.depth - 1);
    long left = System.nanoTime() - parent.startNanos - parent.childNanos;
    long nanos = Math.min(Math.max(durationNanos, frame.childNanos), left);
    if (frame.startNanos - parent.startNanos < 0) {
      frame.startNanos = parent.startNanos;
    }
    if (add(operation, frame, nanos, error)) {
      parent.childNanos += nanos;
    }
  }

  /** Merges the last node with an equal sibling before it; false if there is none. */
  private boolean fold(int node, int floor) {
    int length = node - firsts[node] + 1;
    if (length > FOLD_NODES) {
      return false;
    }
    int sibling = firsts[node] - 1;
    for (int i = 0; i < FOLD_DISTANCE && sibling >= floor; i++) {
      if (operations[sibling] == operations[node]
          && sibling - firsts[sibling] + 1 == length
          && equal(sibling, node, length)) {
        for (int below = 0; below < length; below++) {
          merge(sibling - below, node - below);
        }
        size -= length;
        return true;
      }
      sibling = firsts[sibling] - 1;
    }
    return false;
  }

  private boolean equal(int one, int other, int length) {
    int distance = other - one;
    for (int i = 0; i < length; i++) {
      int a = one - i;
      if (operations[a] != operations[a + distance]
          || firsts[a] + distance != firsts[a + distance]
          || errors[a] != errors[a + distance]) {
        return false;
      }
    }
    return true;
  }

  private void merge(int into, int from) {
    durations[into] += durations[from];
    selves[into] += selves[from];
    counts[into] += counts[from];
  }

  /**
   * Gives up the lesser half, the call that has just ended included; the marks of the frames that
   * are open move along.
   *
   * @param depth that of the call that has just ended, whose node is the last
   */
  private void prune(int depth) {
    long[] sorted = Arrays.copyOf(durations, size);
    Arrays.sort(sorted);
    long least = sorted[size / 2] + 1;
    if (sorted[size - 1] < least) {
      // All of the longer half are alike: they stay. If the others are like them too, none does.
      least = sorted[0] < sorted[size - 1] ? sorted[size - 1] : least;
    }
    leastNanos = least;
    giveBack(least, depth);
    int[] moved = new int[size + 1];
    int kept = 0;
    for (int i = 0; i < size; i++) {
      moved[i] = kept;
      if (durations[i] >= least) {
        operations[kept] = operations[i];
        errors[kept] = errors[i];
        starts[kept] = starts[i];
        durations[kept] = durations[i];
        selves[kept] = selves[i];
        counts[kept] = counts[i];
        firsts[kept] = moved[firsts[i]];
        kept++;
      } else {
        omitted += counts[i];
      }
    }
    moved[size] = kept;
    for (int i = 0; i < depth; i++) {
      Frame open = context.frame(i);
      open.mark = moved[open.mark];
    }
    size = kept;
  }

  /**
   * What is given up below a node or an open call that stays becomes its own time. That of the last
   * node is its parent's own still.
   */
  private void giveBack(long least, int depth) {
    int[] above = new int[size];
    int levels = 1;
    above[0] = size - 1;
    for (int i = size - 2; i >= 0; i--) {
      while (levels > 0 && firsts[above[levels - 1]] > i) {
        levels--;
      }
      boolean parentStays = levels == 0 || durations[above[levels - 1]] >= least;
      if (durations[i] < least && parentStays) {
        if (levels > 0) {
          selves[above[levels - 1]] += durations[i];
        } else {
          int open = depth - 1;
          while (open > 0 && context.frame(open).mark > i) {
            open--;
          }
          context.frame(open).childNanos -= durations[i];
        }
      }
      above[levels++] = i;
    }
  }

  private void grow() {
    int capacity = Math.min(MAX_NODES + 1, size * 2);
    operations = Arrays.copyOf(operations, capacity);
    errors = Arrays.copyOf(errors, capacity);
    starts = Arrays.copyOf(starts, capacity);
    durations = Arrays.copyOf(durations, capacity);
    selves = Arrays.copyOf(selves, capacity);
    counts = Arrays.copyOf(counts, capacity);
    firsts = Arrays.copyOf(firsts, capacity);
  }

  /** Ends the unit. References stay in the arrays: operations live as long as the agent. */
  void clear() {
    size = 0;
    omitted = 0;
    leastNanos = 0;
    groups = 0;
    queryCount = 0;
    queryNanos = 0;
    for (int kind = Operation.HTTP; kind < KINDS; kind++) {
      otherCounts[kind] = 0;
      otherNanos[kind] = 0;
    }
  }

  /** Counts a call that is neither a method nor a query, node or not. */
  void other(byte kind, long nanos) {
    context.touched = true;
    otherCounts[kind]++;
    otherNanos[kind] += nanos;
  }

  /** Adds to what one of them took that has been counted already. */
  public void otherMore(byte kind, long nanos) {
    otherNanos[kind] += nanos;
  }

  /** How many calls of a kind there were in the unit; not of methods and queries. */
  public long count(byte kind) {
    return otherCounts[kind];
  }

  /** What they took together, in nanoseconds. */
  public long nanos(byte kind) {
    return otherNanos[kind];
  }

  public int size() {
    return size;
  }

  public Operation operation(int node) {
    return operations[node];
  }

  public long startNanos(int node) {
    return starts[node];
  }

  public long durationNanos(int node) {
    return durations[node];
  }

  public long selfNanos(int node) {
    return selves[node];
  }

  /** How many calls were folded into it, 1 or more. */
  public int count(int node) {
    return counts[node];
  }

  /** The first of the nodes below it; {@code node} itself if there are none. */
  public int first(int node) {
    return firsts[node];
  }

  /** The class of what left it, or null. */
  public String error(int node) {
    return errors[node];
  }

  /** Calls that would have been nodes but were given up. */
  public long omitted() {
    return omitted;
  }

  /**
   * Counts an execution of a query in the unit in hand.
   *
   * @return its group, or null if there are too many different ones
   */
  public QueryGroup query(Operation query, long nanos) {
    context.touched = true;
    queryCount++;
    queryNanos += nanos;
    for (int i = groups - 1; i >= 0; i--) {
      if (queryGroups[i].operation == query) {
        return queryGroups[i].add(nanos);
      }
    }
    if (groups == MAX_GROUPS) {
      return null;
    }
    if (groups == queryGroups.length) {
      queryGroups = Arrays.copyOf(queryGroups, Math.min(MAX_GROUPS, groups * 2 + 4));
    }
    QueryGroup group = queryGroups[groups];
    if (group == null) {
      group = new QueryGroup();
      queryGroups[groups] = group;
    }
    groups++;
    return group.begin(query).add(nanos);
  }

  /** Adds what reading the result of an execution in the unit took and brought. */
  public void fetched(Operation query, long nanos, long rows) {
    context.touched = true;
    queryNanos += nanos;
    for (int i = groups - 1; i >= 0; i--) {
      QueryGroup group = queryGroups[i];
      if (group.operation == query) {
        group.totalNanos += nanos;
        group.rows += rows;
        return;
      }
    }
  }

  /** Executions in the unit, those without a group included. */
  public long queryCount() {
    return queryCount;
  }

  /** What they took together, in nanoseconds. */
  public long queryNanos() {
    return queryNanos;
  }

  public int queryGroups() {
    return groups;
  }

  public QueryGroup queryGroup(int index) {
    return queryGroups[index];
  }

  /** The executions of one query within a unit. */
  public static final class QueryGroup {
    private Operation operation;
    private long count;
    private long totalNanos;
    private long maxNanos;

    /** When the latest one ended, as {@link System#nanoTime()}; 0 if nobody has said. */
    public long endNanos;

    /** Rows delivered so far. */
    public long rows;

    /** The line of the application that executes it, or null. */
    public StackTraceElement caller;

    /** Of a query whose parameters are looked at. */
    public final Operation.Distinct parameters = new Operation.Distinct();

    /** Whether that line was looked for already, found or not. */
    public boolean callerSought;

    QueryGroup() {}

    private QueryGroup begin(Operation query) {
      operation = query;
      count = 0;
      totalNanos = 0;
      maxNanos = 0;
      endNanos = 0;
      rows = 0;
      caller = null;
      callerSought = false;
      parameters.clear();
      return this;
    }

    private QueryGroup add(long nanos) {
      count++;
      totalNanos += nanos;
      maxNanos = Math.max(maxNanos, nanos);
      return this;
    }

    public Operation operation() {
      return operation;
    }

    public long count() {
      return count;
    }

    public long totalNanos() {
      return totalNanos;
    }

    public long maxNanos() {
      return maxNanos;
    }
  }
}
