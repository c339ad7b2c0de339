package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.trace.ThreadLabel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls are known by the identity of an object. */
class OpenCallsTest {
  private final OpenCalls open = new OpenCalls();

  static ClientCall call() {
    return new ClientCall(
        "GET", "http", "h", -1, "/", null, null, 0, new ThreadLabel("main", 1, false), 0);
  }

  @Test
  void findsAnObjectByIdentity() {
    ClientCall call = call();
    String one = new String("connection");
    open.put(one, call);

    assertSame(call, open.get(one));
    assertNull(open.get(new String("connection")));
  }

  @Test
  void keepsTheLatestOfAnObject() {
    Object object = new Object();
    ClientCall second = call();
    open.put(object, call());
    open.put(object, second);

    assertSame(second, open.get(object));
    open.remove(object);
    assertNull(open.get(object));
  }

  @Test
  void knowsAsManyAsThereAre() {
    List<Object> objects = new ArrayList<>();
    List<ClientCall> calls = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      objects.add(new Object());
      calls.add(call());
      open.put(objects.get(i), calls.get(i));
    }

    for (int i = 0; i < objects.size(); i++) {
      assertSame(calls.get(i), open.get(objects.get(i)));
    }
  }

  @Test
  void keepsNoObjectAlive() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      open.put(new Object(), call());
    }
    long end = System.nanoTime() + 20_000_000_000L;
    // What was collected is noticed by the next that comes to the same part of the map.
    while (open.size() > 500 && System.nanoTime() < end) {
      System.gc();
      for (int i = 0; i < 100; i++) {
        Object object = new Object();
        open.put(object, call());
        open.remove(object);
      }
    }

    assertTrue(open.size() <= 500, () -> "" + open.size());
  }
}
