package io.weftline.agent.instrument.pool;

import io.weftline.agent.advice.CallAdvices;
import io.weftline.agent.config.Config;
import io.weftline.agent.event.EventSink;
import io.weftline.agent.metrics.Metrics;
import io.weftline.agent.trace.Callers;
import io.weftline.agent.trace.Sweeps;
import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Instrumentation;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Services;
import io.weftline.agent.weave.Supertypes;
import io.weftline.bootstrap.Bridge;

/** Follows connections from the pool to the application and back. */
public final class PoolInstrumentation extends Instrumentation {
  /** Of Tomcat's pool, whose handles are generated proxies. */
  private static final String PROXIED = "Lorg/apache/tomcat/jdbc/pool/PooledConnection;";

  private Services services;
  private int[] hooks;

  @Override
  public void install(Services all) {
    services = all;
  }

  @Override
  public boolean concerns(ClassLoader loader, ClassFile file) {
    return PoolType.isSource(file.name()) || PoolType.isHandle(file.name());
  }

  @Override
  public void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    boolean source = PoolType.isSource(file.name());
    for (ClassFile.Method method : file.methods()) {
      PoolHook.Kind kind =
          source
              ? ofSource(method.name(), method.descriptor())
              : ofHandle(method.name(), method.descriptor());
      if (kind != null && method.codeLength() > 0 && !method.is(ClassFile.BRIDGE)) {
        boolean out = kind == PoolHook.Kind.BORROW || kind == PoolHook.Kind.LEND;
        plan.add(method, out ? CallAdvices.OBJECT : CallAdvices.CALL, hooks()[kind.ordinal()]);
      }
    }
    services.get(Callers.class).passOver(file.name());
  }

  private static PoolHook.Kind ofSource(String name, String descriptor) {
    if (name.equals("getConnection") && descriptor.endsWith(")Ljava/sql/Connection;")) {
      return PoolHook.Kind.BORROW;
    }
    if (name.equals("borrowConnection") && descriptor.endsWith(")" + PROXIED)) {
      return descriptor.startsWith("(I") ? PoolHook.Kind.LEND : null;
    }
    return name.equals("returnConnection") && descriptor.equals("(" + PROXIED + ")V")
        ? PoolHook.Kind.TAKE_BACK
        : null;
  }

  private static PoolHook.Kind ofHandle(String name, String descriptor) {
    return name.equals("close") && descriptor.equals("()V") ? PoolHook.Kind.CLOSE : null;
  }

  /** Made when there is a pool to weave. */
  private synchronized int[] hooks() {
    if (hooks == null) {
      Config config = services.get(Config.class);
      long slowNanos = config.get(PoolOptions.SLOW);
      long leakNanos = config.get(PoolOptions.HELD);
      PoolEvents events =
          new PoolEvents(
              services.get(EventSink.class), services.get(Callers.class), slowNanos, leakNanos);
      Pools pools = new Pools(events, slowNanos, leakNanos);
      services.get(Sweeps.class).add(pools);
      services.get(Metrics.class).add(pools);
      int[] made = new int[PoolHook.Kind.values().length];
      for (PoolHook.Kind each : PoolHook.Kind.values()) {
        made[each.ordinal()] = Bridge.add(new PoolHook(each, pools));
      }
      hooks = made;
    }
    return hooks;
  }
}
