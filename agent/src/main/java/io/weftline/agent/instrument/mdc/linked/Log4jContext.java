package io.weftline.agent.instrument.mdc.linked;

import io.weftline.agent.instrument.mdc.DiagnosticContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.ThreadContext;

/** That of Log4j 2, which copies its map for each change: there is one to enter, one to leave. */
public final class Log4jContext extends DiagnosticContext {
  private static final String[] KEYS = {REQUEST, TRACE, SPAN};

  @Override
  public Object enter(String request, String trace, String span) {
    String[] before = null;
    if (!ThreadContext.isEmpty()) {
      before = new String[KEYS.length];
      for (int i = 0; i < KEYS.length; i++) {
        before[i] = ThreadContext.get(KEYS[i]);
      }
    }
    Map<String, String> ids = new HashMap<String, String>(8);
    if (request != null) {
      ids.put(REQUEST, request);
    }
    ids.put(TRACE, trace);
    ids.put(SPAN, span);
    ThreadContext.putAll(ids);
    return before;
  }

  @Override
  public void leave(Object before, String request, String trace, String span) {
    String[] earlier = (String[]) before;
    String[] ours = {request, trace, span};
    List<String> gone = new ArrayList<String>(KEYS.length);
    for (int i = 0; i < KEYS.length; i++) {
      if (ours[i] != null && ours[i].equals(ThreadContext.get(KEYS[i]))) {
        if (earlier == null || earlier[i] == null) {
          gone.add(KEYS[i]);
        } else {
          ThreadContext.put(KEYS[i], earlier[i]);
        }
      }
    }
    if (!gone.isEmpty()) {
      ThreadContext.removeAll(gone);
    }
  }
}
