package io.weftline.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
  private final WeakIdentityMap<Entry> map = new WeakIdentityMap<>();

  private static final class Entry extends WeakIdentityMap.Entry {
    final int number;

    Entry(WeakIdentityMap<?> map, Object key, int number) {
      super(key, map.queueFor(key));
      this.number = number;
    }
  }

  /** Must not be asked. */
  private static final class Key {
    @Override
    public boolean equals(Object other) {
      throw new AssertionError("asked");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("asked");
    }
  }

  private Entry put(Object key, int number) {
    Entry entry = new Entry(map, key, number);
    map.put(entry);
    return entry;
  }

  @Test
  void keysAreToldApartByIdentity() {
    Key one = new Key();
    Key two = new Key();
    assertNull(map.get(one));
    Entry first = put(one, 1);
    Entry second = put(two, 2);
    assertSame(first, map.get(one));
    assertSame(second, map.get(two));
    assertEquals(2, map.size());
    assertSame(first, map.remove(one));
    assertNull(map.remove(one));
    assertNull(map.get(one));
    assertSame(second, map.get(two));
    assertEquals(1, map.size());
  }

  @Test
  void anEntryTakesThePlaceOfTheOneBefore() {
    Key key = new Key();
    for (int i = 0; i < 1_000; i++) {
      put(key, i);
    }
    assertEquals(999, map.get(key).number);
    assertEquals(1, map.size(), "a statement that is prepared again and again");
    map.remove(key);
    assertNull(map.get(key));
  }

  @Test
  void manyKeysAreFoundHoweverTheTablesGrow() {
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Key key = new Key();
      keys.add(key);
      put(key, i);
    }
    for (int i = 0; i < keys.size(); i++) {
      assertEquals(i, map.get(keys.get(i)).number);
    }
    for (int i = 0; i < keys.size(); i += 2) {
      assertEquals(i, map.remove(keys.get(i)).number);
    }
    for (int i = 0; i < keys.size(); i++) {
      assertEquals(i % 2 == 0, map.get(keys.get(i)) == null);
    }
    assertEquals(10_000, map.size());
  }

  @Test
  void keysAreNotKeptAlive() {
    List<Key> kept = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Key key = new Key();
      put(key, i);
      if (i % 500 == 0) {
        kept.add(key);
      }
    }
    for (int i = 0; i < 50 && map.size() > 500; i++) {
      System.gc();
      // A put of each stripe takes those out that are gone.
      for (int n = 0; n < 100; n++) {
        Key key = new Key();
        put(key, n);
        map.remove(key);
      }
    }
    assertTrue(map.size() < 500, () -> map.size() + " entries");
    for (Key key : kept) {
      assertEquals(0, map.get(key).number % 500);
    }
  }

  @Test
  void nothingIsMissedWhileOthersAddAndRemove() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong missed = new AtomicLong();
    List<Key> fixed = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Key key = new Key();
      fixed.add(key);
      put(key, i);
    }
    CountDownLatch running = new CountDownLatch(2);
    List<Thread> readers = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      Thread reader =
          new Thread(
              () -> {
                running.countDown();
                while (!done.get()) {
                  for (int i = 0; i < fixed.size(); i++) {
                    Entry entry = map.get(fixed.get(i));
                    if (entry == null || entry.number != i) {
                      missed.incrementAndGet();
                    }
                  }
                }
              });
      reader.start();
      readers.add(reader);
    }
    running.await();
    List<Thread> writers = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      Thread writer =
          new Thread(
              () -> {
                List<Key> own = new ArrayList<>();
                for (int i = 0; i < 60_000; i++) {
                  Key key = new Key();
                  own.add(key);
                  put(key, i);
                  if (i % 3 == 0 && map.remove(own.get(i / 3)) == null) {
                    missed.incrementAndGet();
                  }
                }
              });
      writer.start();
      writers.add(writer);
    }
    for (Thread writer : writers) {
      writer.join();
    }
    done.set(true);
    for (Thread reader : readers) {
      reader.join();
    }
    assertEquals(0, missed.get());
  }

  /** Each thread adds, finds and removes its own while the tables grow and are tidied. */
  @Test
  void whatEachOfManyThreadsAddsItFinds() throws Exception {
    int threads = 4;
    int turns = 200;
    int atOnce = 500;
    AtomicLong wrong = new AtomicLong();
    List<Thread> workers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread worker =
          new Thread(
              () -> {
                for (int turn = 0; turn < turns; turn++) {
                  Key[] keys = new Key[1 + turn * 7 % atOnce];
                  for (int i = 0; i < keys.length; i++) {
                    keys[i] = new Key();
                    Entry entry = new Entry(map, keys[i], i);
                    map.add(entry);
                  }
                  // Neither the first nor the last of their buckets first.
                  for (int i = 0; i < keys.length; i++) {
                    int at = (int) (i * 7919L % keys.length);
                    Entry entry = map.get(keys[at]);
                    boolean again = i >= keys.length / gcd(7919, keys.length);
                    if (!again && (entry == null || entry.number != at)) {
                      wrong.incrementAndGet();
                    }
                    if (entry != null) {
                      map.removeEntry(entry);
                    }
                    if (map.get(keys[at]) != null) {
                      wrong.incrementAndGet();
                    }
                  }
                }
              });
      workers.add(worker);
      worker.start();
    }
    for (Thread worker : workers) {
      worker.join();
    }
    assertEquals(0, wrong.get());
    assertEquals(0, map.size() - leftBy(map), "all were removed or never met");
  }

  private static int leftBy(WeakIdentityMap<Entry> map) {
    return map.entries().size();
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
