package com.acme.plain.handover;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Once the agent is at work: the first that is ever handed over by one class of the JDK. */
public final class First {
  private First() {}

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor(Ways::daemon);
    Warmup.awaitAgent(Collections.singletonMap("pool", work -> pool.submit(work).get()));

    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("future", work -> CompletableFuture.runAsync(work).join());
    ways.put("stage", work -> CompletableFuture.completedFuture(1).thenRunAsync(work).join());
    ways.put("join", work -> new ForkJoinPool(1).submit(work).get());
    ways.put(
        "scheduled",
        work -> {
          ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Ways::daemon);
          timer.schedule(work, 0, TimeUnit.SECONDS).get();
        });
    List<String> lost = new ArrayList<>();
    for (Map.Entry<String, Way> each : ways.entrySet()) {
      if (!Warmup.isFollowed(each.getValue()) && Seen.isThere()) {
        lost.add(each.getKey());
      }
    }
    System.out.println("not followed: " + lost);
  }
}
