package io.weftline.agent.instrument.pool;

import io.weftline.agent.trace.WeakIdentityMap;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A pool, and the connections of it that are out. Thread-safe. */
final class KnownPool extends WeakIdentityMap.Entry {
  /** Of the loans that are over so many are remembered. */
  private static final int RETURNED = 64;

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

  private final AtomicInteger returns = new AtomicInteger();
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

  void takeBack(Loan loan) {
    long nowNanos = System.nanoTime();
    loan.end(nowNanos);
    loans.remove(loan);
    if (loan.heldNanos(nowNanos) >= longNanos) {
      returned.set((returns.getAndIncrement() & Integer.MAX_VALUE) % RETURNED, loan);
    }
  }

  /** How many are out. Those whose connection was lost are forgotten. */
  int active() {
    int count = 0;
    for (Iterator<Loan> each = loans.iterator(); each.hasNext(); ) {
      if (each.next().get() == null) {
        each.remove();
      } else {
        count++;
      }
    }
    return count;
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
