package io.weftline.agent.instrument.mdc;

import io.weftline.agent.trace.ScopeListener;
import io.weftline.agent.trace.Work;
import io.weftline.agent.weave.Linker;
import io.weftline.bootstrap.Bridge;
import io.weftline.bootstrap.ThreadContext;
import io.weftline.bootstrap.Unit;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The logging libraries of all applications in the process, each held weakly.
 *
 * <p>Thread-safe: threads that load classes note, threads that work for units do the rest.
 */
final class LoggingContexts implements ScopeListener {
  private static final String PACKAGE = "io.weftline.agent.instrument.mdc.linked.";
  private static final int MAX_FAILURES = 100;

  /**
   * How long a unit waits for the helper that another one has made: it takes some 10 ms, once. It
   * is bounded since whoever makes it may need what the waiting thread is about to initialize.
   */
  private static final long MAX_WAIT_MILLIS = 500;

  /** Holds each helper for as long as its application's class is there. */
  private static final ClassValue<Object[]> HELPERS =
      new ClassValue<Object[]>() {
        @Override
        protected Object[] computeValue(Class<?> type) {
          return new Object[1];
        }
      };

  private final Linker linker;
  private final int hook;

  /** Guarded by this. */
  private final List<Noted> noted = new ArrayList<Noted>();

  /** Held while helpers are made. */
  private final ReentrantLock linking = new ReentrantLock();

  /** Until the helpers of all that are noted are there. */
  private volatile boolean anyNoted;

  private volatile List<WeakReference<DiagnosticContext>> contexts =
      new ArrayList<WeakReference<DiagnosticContext>>();

  /**
   * @param hook where failures are counted
   */
  LoggingContexts(Linker linker, int hook) {
    this.linker = linker;
    this.hook = hook;
  }

  /** A class of a library is being loaded; called by the thread that does. */
  synchronized void note(ClassLoader loader, String className) {
    noted.add(new Noted(loader, className));
    anyNoted = true;
  }

  @Override
  public Object entered(Unit unit) {
    if (anyNoted) {
      link();
    }
    List<WeakReference<DiagnosticContext>> all = contexts;
    if (all.isEmpty() || !(unit instanceof Work)) {
      return null;
    }
    Work work = (Work) unit;
    Entered last = null;
    for (int i = 0; i < all.size(); i++) {
      DiagnosticContext context = all.get(i).get();
      if (context != null) {
        try {
          Object before = context.enter(work.requestId(), work.traceId(), work.spanIdText());
          last = new Entered(context, work, before, last);
        } catch (Throwable t) {
          failed(context, t);
        }
      }
    }
    return last;
  }

  @Override
  public void left(Object taken) {
    for (Entered each = (Entered) taken; each != null; each = each.next) {
      Work work = each.work;
      try {
        each.context.leave(each.before, work.requestId(), work.traceId(), work.spanIdText());
      } catch (Throwable t) {
        failed(each.context, t);
      }
    }
  }

  private void failed(DiagnosticContext context, Throwable t) {
    Bridge.failed(t, hook);
    if (context.failures.incrementAndGet() == MAX_FAILURES) {
      change(null, context);
    }
  }

  private void link() {
    if (!lock()) {
      return;
    }
    ThreadContext current = ThreadContext.current();
    boolean before = current.mute(true);
    try {
      for (Noted each : due()) {
        ClassLoader loader = each.loader.get();
        if (loader != null) {
          link(loader, each.className);
        }
      }
    } finally {
      current.mute(before);
      linked();
      linking.unlock();
    }
  }

  private boolean lock() {
    try {
      return !linking.isHeldByCurrentThread()
          && linking.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized List<Noted> due() {
    List<Noted> due = new ArrayList<Noted>(noted);
    noted.clear();
    return due;
  }

  private synchronized void linked() {
    anyNoted = !noted.isEmpty();
  }

  private void link(ClassLoader loader, String className) {
    try {
      Object[] holder = HELPERS.get(Class.forName(className, false, loader));
      synchronized (holder) {
        if (holder[0] != null) {
          return;
        }
        boolean logback = className.equals(MdcInstrumentation.LOGBACK);
        String helper = PACKAGE + (logback ? "LogbackContext" : "Log4jContext");
        DiagnosticContext context =
            (DiagnosticContext) linker.load(loader, helper).getConstructor().newInstance();
        holder[0] = context;
        change(context, null);
      }
    } catch (Throwable t) {
      // A library that is not whole, or too old: its application logs without ids.
      Bridge.failed(t, hook);
    }
  }

  /** Replaces the list; those whose application has gone fall out of it. */
  private synchronized void change(DiagnosticContext added, DiagnosticContext removed) {
    List<WeakReference<DiagnosticContext>> changed =
        new ArrayList<WeakReference<DiagnosticContext>>();
    for (WeakReference<DiagnosticContext> each : contexts) {
      DiagnosticContext context = each.get();
      if (context != null && context != removed) {
        changed.add(each);
      }
    }
    if (added != null) {
      changed.add(new WeakReference<DiagnosticContext>(added));
    }
    contexts = changed;
  }

  /** An application that has begun to log. */
  private static final class Noted {
    final WeakReference<ClassLoader> loader;
    final String className;

    Noted(ClassLoader loader, String className) {
      this.loader = new WeakReference<ClassLoader>(loader);
      this.className = className;
    }
  }

  /** What a thread gets back; belongs to it while it works for the unit. */
  private static final class Entered {
    final DiagnosticContext context;
    final Work work;
    final Object before;
    final Entered next;

    Entered(DiagnosticContext context, Work work, Object before, Entered next) {
      this.context = context;
      this.work = work;
      this.before = before;
      this.next = next;
    }
  }
}
