package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A web application with a class loader and libraries of its own is deployed again and again: it is
 * followed each time, and nothing of it stays. One run, of which each test looks at one thing; the
 * property {@code weftline.redeploys} says how often.
 */
class RedeployIT {
  private static final int TIMES = Integer.getInteger("weftline.redeploys", 50);
  private static final int REQUESTS = 6;

  private static AppRun run;
  private static Result result;

  @BeforeAll
  static void deployAgainAndAgain() {
    Path application = Project.redeployedApplication();
    run =
        AppRun.of("com.acme.redeploy.Redeploy", Project.redeploy())
            .args(application.toString(), "" + TIMES, "" + REQUESTS)
            .option("app.packages", "com.acme.redeploy")
            .option("query.log", "all")
            .option("output.when-full", "wait")
            .timeoutSeconds(60 + 4L * TIMES);
    result = run.run().assertHealthy();
  }

  @Test
  void answersAsWithoutTheAgentAndLeavesNoLoader() {
    List<String> printed = result.out().lines().toList();

    assertEquals(TIMES * REQUESTS + 1, printed.size(), result::describe);
    assertTrue(printed.contains("0-0 200 3 4 499500"), result::describe);
    assertEquals("loaders gone", printed.get(printed.size() - 1), result::describe);
    result.assertSameOutputAsWithout();
  }

  @Test
  void eachRequestIsOneEvent() {
    Events requests = result.events("http.server.request").matching("ended", e -> !isEarly(e));

    assertEquals(asked(), new TreeSet<>(requests.texts("request_id")));
    assertEquals(TIMES * REQUESTS, requests.size(), requests::toString);
    assertEquals(TIMES, requests.where("http.response.status_code", 500).size());
    for (Event request : requests) {
      assertEquals("/app/orders", request.text("http.route"), request::toString);
    }
  }

  @Test
  void eachQueryOfItsOwnDriverHasItsRequest() {
    Events queries =
        result.events("db.query").matching("of requests", each -> each.has("request_id"));

    assertEquals(asked(), new TreeSet<>(queries.texts("request_id")));
    assertEquals(TIMES * REQUESTS, queries.size(), queries::toString);
  }

  @Test
  void eachLineOfItsOwnLogHasTheRequest() throws IOException {
    List<String> lines = Files.readAllLines(run.directory().resolve("app.log"));

    for (String id : asked()) {
      assertTrue(lines.contains(id + " asked " + id), id);
      assertTrue(lines.contains(id + " counts " + id), id);
    }
  }

  @Test
  void whatIsScheduledInItIsAJobOfItsOwn() {
    Events jobs = result.events("job.run");

    assertEquals(jobs.size(), jobs.countsBy("span_id").size(), jobs::toString);
    Set<String> names = jobs.countsBy("code.function.name").keySet();
    assertTrue(names.contains("com.acme.redeploy.app.Orders.lambda"), names::toString);
  }

  private static boolean isEarly(Event event) {
    return event.has("still_running");
  }

  private static Set<String> asked() {
    return IntStream.range(0, TIMES * REQUESTS)
        .mapToObj(i -> i / REQUESTS + "-" + i % REQUESTS)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
