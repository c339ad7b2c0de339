package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a request hands over by {@code @Async} and by a task scheduler of Spring, whether it ends
 * within the request or after it, is the request's by its events and in the application's log.
 */
class SpringTasksIT {
  private static final List<String> WAYS =
      List.of("simple", "pool", "future", "execute", "submit", "schedule");

  @ParameterizedTest
  @ValueSource(strings = {"spring5", "spring7"})
  void workHasTheIdsOfItsRequest(String framework) throws IOException {
    List<Path> classPath = new ArrayList<>(List.of(Project.names(framework)));
    classPath.add(Project.library("h2"));
    AppRun run =
        AppRun.of("com.acme.names.ServeTasks", classPath.toArray(Path[]::new))
            .option("query.log", "all")
            .option("methods.include", "com.acme.names.Step#run")
            .option("methods.log", "all")
            .option("output.when-full", "wait");
    Result result = run.runHealthy();
    List<String> log = Files.readAllLines(run.directory().resolve("app.log"));

    for (String way : WAYS) {
      for (String when : List.of("within", "after")) {
        Event request =
            result
                .events("http.server.request")
                .where("request_id", "to/" + when + "/" + way)
                .ended()
                .only();
        Event query =
            result
                .events("db.query")
                .where("db.query.summary", "SELECT " + way + "_" + when)
                .only();
        assertOf(request, query);
        Event call =
            result
                .events("method.call")
                .where("request_id", request.text("request_id"))
                .where("code.function.name", "com.acme.names.Step.run")
                .only();
        assertOf(request, call);
        String line =
            request.text("request_id")
                + " "
                + request.text("trace_id")
                + " "
                + request.text("span_id")
                + " does "
                + way
                + "_"
                + when;
        assertTrue(log.contains(line), () -> line + " in " + log);
        if (when.equals("after")) {
          assertTrue(
              query.text("timestamp").compareTo(request.text("timestamp")) > 0,
              () -> query + " does not end after " + request);
        }
      }
    }
    assertTrue(result.events("job.run").isEmpty(), () -> "" + result.events("job.run"));
    assertTrue(result.events("exception").isEmpty(), () -> "" + result.events("exception"));
  }

  private static void assertOf(Event request, Event event) {
    assertEquals(request.text("request_id"), event.text("request_id"), event::toString);
    assertEquals(request.text("trace_id"), event.text("trace_id"), event::toString);
  }
}
