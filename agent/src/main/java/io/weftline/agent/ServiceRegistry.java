package io.weftline.agent;

import io.weftline.agent.weave.Services;
import java.util.HashMap;
import java.util.Map;

/** What instrumentations can have, by type. Filled by the one thread that builds the agent. */
final class ServiceRegistry implements Services {
  private final Map<Class<?>, Object> services = new HashMap<Class<?>, Object>();

  <T> ServiceRegistry add(Class<T> type, T service) {
    services.put(type, service);
    return this;
  }

  @Override
  public <T> T get(Class<T> type) {
    Object service = services.get(type);
    if (service == null) {
      throw new IllegalStateException("nothing offers " + type.getName());
    }
    return type.cast(service);
  }
}
