package io.weftline.agent.instrument.method;

import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Event;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.event.Fields;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.Kinds;
import io.weftline.agent.event.Level;
import io.weftline.agent.trace.CallListener;
import io.weftline.agent.trace.Trees;
import io.weftline.agent.trace.Work;
import io.weftline.bootstrap.CallTree;
import io.weftline.bootstrap.Frame;
import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.ThreadContext;
import java.util.List;

/**
 * Makes the {@code method.call} event of a call that was slow, failed or asked for, with the tree
 * below it. A call within one that is past its threshold already is only a node of that one's tree.
 *
 * <p>Called by application threads.
 */
final class MethodCalls implements CallListener {
  private static final int FIELDS = 8;

  private final EventSink events;

  MethodCalls(EventSink events) {
    this.events = events;
  }

  @Override
  public void callEnded(Operation method, Frame frame, long endNanos, Throwable thrown) {
    long duration = endNanos - frame.startNanos();
    boolean slow = duration >= method.slowNanos();
    ThreadContext context = frame.context;
    Thread thread = Thread.currentThread();
    Event event =
        new Event(
                slow || thrown != null ? Level.WARN : Level.INFO,
                Kinds.METHOD_CALL,
                ((TimedMethod) method).type,
                endNanos,
                FIELDS)
            .subject(method.label)
            .thread(thread.getName(), thread.getId(), context.isVirtual())
            .timed(duration, thrown == null ? "success" : "failure")
            .put(Fields.CODE_FUNCTION, method.name)
            .put(Fields.CALL_SELF, duration - frame.childNanos());
    if (slow) {
      event.slow(method.slowNanos());
    }
    if (thrown != null) {
      event.put(Fields.ERROR_TYPE, thrown.getClass().getName());
    }
    addTree(event, context.tree, frame);
    events.offer(Work.stamp(event, context));
  }

  private static void addTree(Event event, CallTree tree, Frame frame) {
    Calls calls = Trees.calls(tree, frame.mark(), frame.startNanos());
    if (calls != null) {
      event.object(Fields.CALLS, calls);
    }
    if (frame.depth > 0) {
      event.object(Fields.QUERIES, Trees.queries(tree, frame.mark()));
      return;
    }
    // What was given up, and the queries too short for a node, are known for the unit as a whole.
    if (tree.omitted() > 0) {
      event.put(Fields.CALLS_OMITTED, tree.omitted());
    }
    List<Group> queries = Trees.queries(tree);
    if (queries != null) {
      event.object(Fields.QUERIES, queries);
      event.put(Fields.BREAKDOWN_DB, tree.queryNanos());
      event.put(Fields.BREAKDOWN_DB_COUNT, tree.queryCount());
    }
  }
}
