package io.weftline.agent;

import io.weftline.agent.weave.Services;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What instrumentations can have, by type. Filled by the one thread that builds the agent; asked by
 * any.
 */
final class ServiceRegistry implements Services {
  private final Map<Class<?>, Object> services = new HashMap<Class<?>, Object>();
  private Maker maker;
  private final Map<Class<?>, List<Consumer<Object>>> awaited =
      new HashMap<Class<?>, List<Consumer<Object>>>();

  <T> ServiceRegistry add(Class<T> type, T service) {
    services.put(type, service);
    return this;
  }

  /** Sets who makes those that are not there: not before the application begins, mostly. */
  ServiceRegistry madeBy(Maker later) {
    maker = later;
    return this;
  }

  /** Makes services when they are first asked for. */
  interface Maker {

    /** Null if there is no such service. */
    Object make(Class<?> type);
  }

  @Override
  public synchronized <T> T get(Class<T> type) {
    Object service = services.get(type);
    if (service != null) {
      return type.cast(service);
    }
    service = maker == null ? null : maker.make(type);
    if (service == null) {
      throw new IllegalStateException("nothing offers " + type.getName());
    }
    services.put(type, service);
    List<Consumer<Object>> actions = awaited.remove(type);
    if (actions != null) {
      for (Consumer<Object> each : actions) {
        each.accept(service);
      }
    }
    return type.cast(service);
  }

  @Override
  @SuppressWarnings("unchecked") // What is made for a type is of it.
  public synchronized <T> void whenMade(Class<T> type, Consumer<? super T> action) {
    Object service = services.get(type);
    if (service != null) {
      action.accept(type.cast(service));
      return;
    }
    List<Consumer<Object>> actions = awaited.get(type);
    if (actions == null) {
      actions = new ArrayList<Consumer<Object>>();
      awaited.put(type, actions);
    }
    actions.add((Consumer<Object>) action);
  }
}
