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
  private final Map<Class<?>, Maker<?>> makers = new HashMap<Class<?>, Maker<?>>();
  private final Map<Class<?>, List<Consumer<Object>>> awaited =
      new HashMap<Class<?>, List<Consumer<Object>>>();

  <T> ServiceRegistry add(Class<T> type, T service) {
    services.put(type, service);
    return this;
  }

  /**
   * Adds one that is made when it is first asked for: not before the application begins, mostly.
   */
  <T> ServiceRegistry addLater(Class<T> type, Maker<T> maker) {
    makers.put(type, maker);
    return this;
  }

  /** Makes a service. */
  interface Maker<T> {
    T make();
  }

  @Override
  public synchronized <T> T get(Class<T> type) {
    Object service = services.get(type);
    if (service == null && makers.containsKey(type)) {
      service = makers.remove(type).make();
      services.put(type, service);
      List<Consumer<Object>> actions = awaited.remove(type);
      if (actions != null) {
        for (Consumer<Object> each : actions) {
          each.accept(service);
        }
      }
    }
    if (service == null) {
      throw new IllegalStateException("nothing offers " + type.getName());
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
