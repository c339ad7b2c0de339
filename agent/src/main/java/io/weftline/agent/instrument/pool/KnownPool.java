package io.weftline.agent.instrument.pool;

import io.weftline.agent.trace.WeakIdentityMap;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A pool, and the connections of it that are out. Thread-safe. */
final class KnownPool extends WeakIdentityMap.Entry {
  /** Of the loans that are over so many are remembered. */
  private static final int RETURNED = 64;

  /** After a leak so long it is worth the stacks of all who borrow to find the next one. */
  static final long SUSPECT_NANOS = 600_000_000_000L;

  /** Between two of them; one takes some 50 us: all take a hundredth of a processor. */
  static final long STACK_NANOS = 5_000_000L;

  /** As long as it is not many at once. */
  static final int STACKS_AT_ONCE = 10;

  private static final Comparator<Loan> EARLIEST_FIRST =
      new Comparator<Loan>() {
        @Override
        public int compare(Loan one, Loan other) {
          long later = one.startNanos - other.startNanos;
          return later < 0 ? -1 : later > 0 ? 1 : 0;
        }
      };

  final PoolType type;
  final String name;

  /** What waiting for it is in a tree of calls. */
  final Operation waiting;

  private final Set<Loan> loans = Collections.newSetFromMap(new ConcurrentHashMap<Loan, Boolean>());

  /** The latest that are over, as far as they have lasted for long. */
  private final AtomicReferenceArray<Loan> returned = new AtomicReferenceArray<Loan>(RETURNED);

  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger returns = new AtomicInteger();
  private volatile boolean suspected;
  private volatile long suspectedNanos;
  private final AtomicLong nextStackNanos = new AtomicLong(System.nanoTime());

  /** What happens to it. */
  final PoolFigures figures = new PoolFigures();

  private final long longNanos;

  /**
   * @param longNanos loans that have lasted for less are forgotten when they are over
   */
  KnownPool(Object pool, ReferenceQueue<Object> queue, PoolType type, String name, long longNanos) {
    super(pool, queue);
    this.longNanos = longNanos;
    this.type = type;
    this.name = name;
    String label = "connection of " + name;
    waiting = new Operation(label, label, Operation.WAIT, null, new Series());
  }

  void lend(Loan loan) {
    loans.add(loan);
  }

  /**
   * A connection has come back.
   *
   * @return whether that is to be told
   */
  boolean takeBack(Loan loan) {
    long nowNanos = System.nanoTime();
    boolean told = loan.end(nowNanos);
    loans.remove(loan);
    long held = loan.heldNanos(nowNanos);
    figures.used(held);
    if (held >= longNanos) {
      returned.set((returns.getAndIncrement() & Integer.MAX_VALUE) % RETURNED, loan);
    }
    return told;
  }

  /** How many are out. Those that were lost are for ever: no pool takes them back by itself. */
  int active() {
    return loans.size() + lost.get();
  }

  /** Those that are out. */
  Iterable<Loan> out() {
    return loans;
  }

  /** Nobody has the connection of that one any more, and nobody gave it back. */
  void lost(Loan loan) {
    if (loans.remove(loan)) {
      lost.incrementAndGet();
    }
  }

  /** Has stacks of those who borrow from now on kept, for as long as {@link #SUSPECT_NANOS}. */
  void suspect(long nowNanos) {
    suspectedNanos = nowNanos;
    suspected = true;
  }

  /** Whether the stack of the one who borrows now is to be kept. */
  boolean wantsStack(long nowNanos) {
    if (!suspected) {
      return false;
    }
    if (nowNanos - suspectedNanos >= SUSPECT_NANOS) {
      suspected = false;
      return false;
    }
    long next = nextStackNanos.get();
    long from = next - nowNanos > 0 ? next : nowNanos;
    return from - nowNanos < STACKS_AT_ONCE * STACK_NANOS
        && nextStackNanos.compareAndSet(next, from + STACK_NANOS);
  }

  /**
   * Who had connections after a moment, the earliest borrower first: those that are out, and of
   * those that have come back the ones that were out for long.
   */
  List<Loan> loansSince(long nanos) {
    List<Loan> all = new ArrayList<Loan>(loans);
    for (int i = 0; i < RETURNED; i++) {
      Loan loan = returned.get(i);
      if (loan != null && loan.lastedBeyond(nanos)) {
        all.add(loan);
      }
    }
    Collections.sort(all, EARLIEST_FIRST);
    return all;
  }
}
