package io.weftline.agent.output;

import io.weftline.agent.event.Warnings;
import io.weftline.agent.log.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What other parts of the agent have done on the writer's thread: again and again, once, or at the
 * end. Nothing that it throws reaches the writer.
 *
 * <p>{@link #every} and {@link #atEnd} before the thread starts, {@link #soon} and {@link #isEmpty}
 * from any thread, the rest on the writer's.
 */
final class RegularWork {
  private final Account account;
  private final Clock clock;
  private final Warnings warnings;
  private final Progress progress;

  private final List<Task> tasks = new ArrayList<Task>();
  private final List<Runnable> atEnd = new ArrayList<Runnable>();
  private final Queue<Runnable> soon = new ConcurrentLinkedQueue<Runnable>();
  private int ended;

  RegularWork(Output.Parts parts) {
    account = parts.account;
    clock = parts.clock;
    warnings = parts.warnings;
    progress = parts.progress;
  }

  void every(Runnable work, long intervalNanos) {
    tasks.add(new Task(work, intervalNanos));
  }

  void atEnd(Runnable work) {
    atEnd.add(work);
  }

  void soon(Runnable work) {
    soon.add(work);
  }

  /** Whether nothing is to be done at once. */
  boolean isEmpty() {
    return soon.isEmpty();
  }

  /** The intervals begin. */
  void begin() {
    long now = clock.nanos();
    for (Task task : tasks) {
      task.nextNanos = now + task.intervalNanos;
    }
  }

  void runSoon() {
    // Work that asks for more of itself gets the next turn.
    for (int left = soon.size(); left > 0; left--) {
      run(soon.poll());
    }
  }

  void runDue() {
    long now = clock.nanos();
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (now - task.nextNanos >= 0) {
        task.nextNanos += task.intervalNanos;
        if (now - task.nextNanos >= 0) {
          task.nextNanos = now + task.intervalNanos;
        }
        run(task.work);
      }
    }
  }

  /** Each of them once, however often this is called. */
  void runAtEnd() {
    while (ended < atEnd.size()) {
      run(atEnd.get(ended++));
    }
  }

  /** In how many nanoseconds the next is due, at most so many. */
  long dueNanos(long most) {
    long nanos = most;
    long now = clock.nanos();
    for (int i = 0; i < tasks.size(); i++) {
      nanos = Math.min(nanos, tasks.get(i).nextNanos - now);
    }
    return nanos;
  }

  private void run(Runnable work) {
    try {
      progress.begin("regular work of the agent", null);
      work.run();
    } catch (Throwable t) {
      account.taskFailed();
      report(work, t);
    } finally {
      progress.end();
    }
  }

  private void report(Runnable work, Throwable problem) {
    try {
      String text =
          "Regular work of the agent failed ("
              + work.getClass().getName()
              + "): "
              + problem
              + ". The application is not affected.";
      Log.say("output.task", text);
      warnings.warn("output.task", text);
    } catch (Throwable t) {
      // Out of memory, say. The work itself is counted; this is one thing more.
      account.writerFailed();
    }
  }

  /** Work done again and again. */
  private static final class Task {
    final Runnable work;
    final long intervalNanos;
    long nextNanos;

    Task(Runnable work, long intervalNanos) {
      this.work = work;
      this.intervalNanos = intervalNanos;
    }
  }
}
