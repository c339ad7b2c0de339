package io.weftline.agent;

import io.weftline.agent.weave.Services;
import java.util.HashMap;
import java.util.Map;

/**
 * What instrumentations can have, by type. Filled by the one thread that builds the agent; asked by
 * any.
 */
final class ServiceRegistry implements Services {
  private final Map<Class<?>, Object> services = new HashMap<Class<?>, Object>();
  private final Map<Class<?>, Maker<?>> makers = new HashMap<Class<?>, Maker<?>>();

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
    }
    if (service == null) {
      throw new IllegalStateException("nothing offers " + type.getName());
    }
    return type.cast(service);
  }
}
