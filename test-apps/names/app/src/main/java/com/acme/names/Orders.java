package com.acme.names;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What all frameworks serve. */
public final class Orders {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  private Orders() {}

  public static String find(String id) {
    LOG.info("asked for {}", id);
    switch (id) {
      case "missing":
        throw new NoSuchOrderException(id);
      case "broken":
        throw new BrokenOrderException(id);
      case "bare":
        throw new IllegalStateException("nobody expects this");
      case "noted":
        MDC.put("own", "note");
        return "noted";
      default:
        return "order " + id;
    }
  }
}
