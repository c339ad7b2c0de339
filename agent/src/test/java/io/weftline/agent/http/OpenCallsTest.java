package io.weftline.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weftline.agent.trace.ThreadLabel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls are known by the identity of an object, a bounded number of them. */
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
  void forgetsObjectsWhereThereIsNoPlaceAndNeverTakesOneForAnother() {
    List<Object> objects = new ArrayList<>();
    List<ClientCall> calls = new ArrayList<>();
    for (int i = 0; i < 10 * OpenCalls.PLACES; i++) {
      objects.add(new Object());
      calls.add(call());
      open.put(objects.get(i), calls.get(i));
      assertSame(calls.get(i), open.get(objects.get(i)), "the newest is always known");
    }

    int known = 0;
    for (int i = 0; i < objects.size(); i++) {
      ClientCall found = open.get(objects.get(i));
      if (found != null) {
        assertSame(calls.get(i), found);
        known++;
      }
    }
    assertTrue(known <= OpenCalls.PLACES, "" + known);
    assertTrue(known > OpenCalls.PLACES / 2, "" + known);
  }

  @Test
  void hasRoomForManyAtATime() {
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < OpenCalls.PLACES / 8; i++) {
      objects.add(new Object());
      open.put(objects.get(i), call());
    }

    assertEquals(
        objects.size(), objects.stream().filter(each -> open.get(each) != null).count(), 3);
  }
}
