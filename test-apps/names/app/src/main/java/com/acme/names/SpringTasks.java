package com.acme.names;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.MDC;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Work that requests hand over in the ways of Spring. */
@Configuration
@EnableWebMvc
@EnableAsync
public class SpringTasks {
  /** The names of the ways. */
  static final String[] WAYS = {"simple", "pool", "future", "execute", "submit", "schedule"};

  @Bean
  public TaskExecutor simple() {
    return new SimpleAsyncTaskExecutor();
  }

  @Bean
  public ThreadPoolTaskExecutor pool() {
    ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
    pool.setCorePoolSize(2);
    return pool;
  }

  /** It wraps each task so that an error is handled. */
  @Bean
  public ThreadPoolTaskScheduler scheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(2);
    return scheduler;
  }

  /** What Spring runs on other threads. */
  @Component
  public static class Elsewhere {
    @Async("simple")
    public void simple(Step step) {
      step.run();
    }

    @Async("pool")
    public void pool(Step step) {
      step.run();
    }

    @Async("pool")
    public CompletableFuture<String> future(Step step) {
      return CompletableFuture.completedFuture(step.call());
    }
  }

  /** Found as a member of the configuration. */
  @RestController
  public static class Resource {
    private final Map<String, Step> steps = new ConcurrentHashMap<>();
    private final Elsewhere elsewhere;
    private final ThreadPoolTaskScheduler scheduler;

    public Resource(Elsewhere elsewhere, ThreadPoolTaskScheduler scheduler) {
      this.elsewhere = elsewhere;
      this.scheduler = scheduler;
    }

    /** Does it, and says whether the log knows it as part of the request. */
    @GetMapping("/warmup/{way}")
    public String warmUp(@PathVariable("way") String way) {
      Step step = new Step("warmup");
      step.release();
      handOver(way, step);
      step.awaitDone();
      return Boolean.toString(Objects.equals(MDC.get("request_id"), step.requestId()));
    }

    /** The work is done before the request ends. */
    @GetMapping("/within/{way}")
    public String within(@PathVariable("way") String way) {
      Step step = new Step(way + "_within");
      step.release();
      handOver(way, step);
      step.awaitDone();
      return "done";
    }

    /** The work waits until somebody else has asked for its release. */
    @GetMapping("/after/{way}")
    public String after(@PathVariable("way") String way) {
      Step step = new Step(way + "_after");
      steps.put(way, step);
      handOver(way, step);
      return "begun";
    }

    @GetMapping("/release/{way}")
    public String release(@PathVariable("way") String way) {
      Step step = steps.remove(way);
      step.release();
      step.awaitDone();
      return "released";
    }

    private void handOver(String way, Step step) {
      switch (way) {
        case "simple":
          elsewhere.simple(step);
          break;
        case "pool":
          elsewhere.pool(step);
          break;
        case "future":
          elsewhere.future(step);
          break;
        case "execute":
          scheduler.execute(step);
          break;
        case "submit":
          scheduler.submit((Runnable) step);
          break;
        case "schedule":
          scheduler.schedule(step, Instant.now());
          break;
        default:
          throw new IllegalArgumentException(way);
      }
    }
  }
}
