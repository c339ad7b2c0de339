package com.acme.shop.load;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends requests to the shop it is part of, prints a summary and ends the application. */
@Component
@ConditionalOnExpression("${shop.load.requests:0} > 0")
class LoadDriver {

  private static final Logger log = LoggerFactory.getLogger(LoadDriver.class);
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final int INCOMPLETE = 1;
  private static final int STUCK = 2;

  private final LoadProperties properties;

  LoadDriver(LoadProperties properties) {
    this.properties = properties;
  }

  /** Works in a thread of its own: the application cannot end while it waits for a listener. */
  @EventListener
  void start(ApplicationReadyEvent ready) {
    endEvenIfStuck();
    new Thread(() -> run(ready.getApplicationContext()), "load-driver").start();
  }

  private void run(ConfigurableApplicationContext context) {
    int exitCode = exitCodeOfRun(context);
    System.exit(SpringApplication.exit(context, () -> exitCode));
  }

  private int exitCodeOfRun(ConfigurableApplicationContext context) {
    try {
      LoadSummary summary = send(context.getEnvironment().getProperty("local.server.port"));
      System.out.print(summary.table());
      return summary.isComplete() ? 0 : INCOMPLETE;
    } catch (InterruptedException | RuntimeException e) {
      log.error("The load run failed", e);
      return INCOMPLETE;
    }
  }

  private LoadSummary send(String port) throws InterruptedException {
    return new LoadRun(URI.create("http://localhost:" + port))
        .send(
            LoadPlan.calls(properties.requests()), properties.threads(), properties.maxDuration());
  }

  /** The last resort, for requests or a shutdown that hang. */
  private void endEvenIfStuck() {
    Duration limit = properties.maxDuration().plus(GRACE);
    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> Runtime.getRuntime().halt(STUCK));
  }
}
