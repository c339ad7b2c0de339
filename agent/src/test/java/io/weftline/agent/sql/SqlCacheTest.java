package io.weftline.agent.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SqlCacheTest {

  @Test
  void sameTextIsAnalysedOnce() {
    SqlCache cache = new SqlCache(4096);
    SqlStatement first = cache.get("SELECT a FROM t", Dialect.ANSI);
    assertSame(first, cache.get("SELECT a FROM t", Dialect.ANSI));
    assertSame(first, cache.get(new String("SELECT a FROM t"), Dialect.ANSI));
    assertEquals(2, cache.hits());
    assertEquals(1, cache.misses());
    assertEquals(1, cache.size());
  }

  @Test
  void dialectsAreKeptApart() {
    SqlCache cache = new SqlCache(4096);
    String sql = "SELECT \"a\" FROM t";
    assertEquals("SELECT ? FROM t", cache.get(sql, Dialect.MYSQL).text());
    assertEquals(sql, cache.get(sql, Dialect.ANSI).text());
  }

  @Test
  void entriesAreBounded() {
    SqlCache cache = new SqlCache(4096);
    for (int i = 0; i < 10_000; i++) {
      cache.get("SELECT c" + i + " FROM t", Dialect.ANSI);
    }
    assertEquals(SqlCache.MAX_ENTRIES, cache.size());
    assertEquals(10_000 - SqlCache.MAX_ENTRIES, cache.evictions());
    assertEquals(10_000, cache.misses());
  }

  @Test
  void charactersAreBounded() {
    SqlCache cache = new SqlCache(1024, 100, 10_000);
    for (int i = 0; i < 1000; i++) {
      cache.get("SELECT " + i + " FROM " + "t".repeat(i), Dialect.ANSI);
      assertTrue(cache.chars() <= 10_000);
    }
    assertTrue(cache.evictions() > 0 && cache.size() > 0);
  }

  @Test
  void whatIsUsedStays() {
    SqlCache cache = new SqlCache(4096, 10, 1_000_000);
    SqlStatement used = cache.get("SELECT used FROM t", Dialect.ANSI);
    for (int i = 0; i < 1000; i++) {
      cache.get("SELECT c" + i + " FROM t", Dialect.ANSI);
      assertSame(used, cache.get("SELECT used FROM t", Dialect.ANSI));
    }
    assertEquals(1000, cache.hits());
  }

  @Test
  void longTextsAreNotKept() {
    SqlCache cache = new SqlCache(64);
    String sql = "SELECT a FROM t WHERE b = '" + "x".repeat(SqlCache.MAX_TEXT_CHARS) + "'";
    SqlStatement first = cache.get(sql, Dialect.ANSI);
    SqlStatement second = cache.get(sql, Dialect.ANSI);
    assertNotSame(first, second);
    assertEquals(first.id(), second.id());
    assertEquals(0, cache.size());
    assertEquals("", cache.get(null, Dialect.ANSI).text());
  }

  @Test
  void textsWithEqualHashesAreKeptApart() {
    assertEquals("Aa".hashCode(), "BB".hashCode());
    SqlCache cache = new SqlCache(4096);
    assertNotEquals(
        cache.get("SELECT Aa", Dialect.ANSI).id(), cache.get("SELECT BB", Dialect.ANSI).id());
  }

  @Test
  void eightThreadsGetTheRightStatements() throws Exception {
    SqlCache cache = new SqlCache(4096, 50, 1_000_000);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    int callsEach = 50_000;
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        Random random = new Random(t);
        runs.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < callsEach; i++) {
                    int n = random.nextInt(random.nextBoolean() ? 20 : 500);
                    String sql = "SELECT c" + n + " FROM t";
                    assertEquals(sql, cache.get(sql, Dialect.ANSI).text());
                  }
                }));
      }
      for (Future<?> run : runs) {
        run.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(8L * callsEach, cache.hits() + cache.misses());
    assertTrue(cache.size() <= 50);
    assertTrue(cache.hits() > 0 && cache.evictions() > 0);
  }
}
