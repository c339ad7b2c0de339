package io.weftline.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Routes, mapped exceptions and ids in the application's log with each web framework, of {@code
 * javax} and {@code jakarta}, on Tomcat 9 to 11, and with Logback 1.2 and 1.5 and Log4j 2.
 */
class NamesIT {
  private static final String APP = "com.acme.names.";
  private static final String JAKARTA = "jakarta";
  private static final String JAVAX = "javax";

  @ParameterizedTest
  @ValueSource(
      strings = {"jersey2", "jersey3", "resteasy3", "resteasy4", "resteasy6", "spring5", "spring7"})
  void namesWhatItServes(String framework) throws IOException {
    AppRun run =
        AppRun.of(APP + "Serve", Project.names(framework))
            .args(arguments(framework))
            .option("slow.request", "30s");
    Result result = run.runHealthy();
    Map<String, Event> requests = new TreeMap<>();
    for (Event each : result.events("http.server.request")) {
      String path = each.text("url.path");
      requests.put(path.substring(path.indexOf('/', 1)).replace("/api", ""), each);
    }
    String base = framework.startsWith("spring7") ? "/shop" : "/shop/api";
    boolean located = !framework.startsWith("resteasy");

    assertEquals(8, requests.size(), result::describe);
    for (String id : List.of("7", "8", "missing", "broken", "bare", "noted")) {
      Event request = requests.get("/orders/" + id);
      assertEquals(base + "/orders/{id}", request.text("http.route"), request::toString);
    }
    Event line = requests.get("/orders/7/lines/3");
    assertEquals(base + (located ? "/orders/{id}/lines/{line}" : "/*"), line.text("http.route"));
    checkErrors(framework, run, result, requests);
    checkLog(run, requests);
    if (framework.startsWith("spring")) {
      assertEquals("ada", requests.get("/orders/7").text("user_id"));
    }
  }

  private static void checkErrors(
      String framework, AppRun run, Result result, Map<String, Event> requests) throws IOException {
    Map<String, String> sent = new TreeMap<>();
    for (String line : Files.readAllLines(run.directory().resolve("errors.txt"))) {
      String[] words = line.split(" ");
      sent.put(words[0], words[1]);
    }
    Event missing = requests.get("/orders/missing");
    assertEquals(APP + "NoSuchOrderException", missing.text("error.type"));
    assertFalse(missing.has("error.id"), missing::toString);
    assertEquals("null", sent.get("/orders/missing"));
    assertEquals(2, result.events("exception").size(), () -> "" + result.events("exception"));
    // From 6.1 on RESTEasy makes a response of whatever is thrown.
    boolean all = framework.equals("resteasy6");
    for (String id : List.of("broken", "bare")) {
      Event request = requests.get("/orders/" + id);
      Event exception =
          result.events("exception").where("request_id", request.text("request_id")).only();
      assertEquals(sent.get("/orders/" + id), request.text("error.id"));
      assertEquals(request.text("error.id"), exception.text("error.id"));
      assertEquals(request.text("error.type"), exception.text("error.type"));
      assertEquals(
          Boolean.toString(all || id.equals("broken")), exception.at("error.handled").asText());
      assertEquals(id.equals("broken") ? 503 : 500, request.integer("http.response.status_code"));
    }
  }

  private static void checkLog(AppRun run, Map<String, Event> requests) throws IOException {
    List<String> lines = Files.readAllLines(run.directory().resolve("app.log"));
    assertTrue(lines.contains("   serves"), lines::toString);
    for (String id : List.of("7", "8", "missing", "broken", "bare", "noted")) {
      Event request = requests.get("/orders/" + id);
      String expected =
          "to/orders/"
              + id
              + " "
              + request.text("trace_id")
              + " "
              + request.text("span_id")
              + " asked for "
              + id;
      assertTrue(lines.contains(expected), () -> expected + " in " + lines);
    }
  }

  private static String[] arguments(String framework) {
    boolean jakarta = List.of("jersey3", "resteasy6", "spring7").contains(framework);
    List<String> arguments = new ArrayList<>();
    if (framework.startsWith("spring")) {
      arguments.add("org.springframework.web.servlet.DispatcherServlet");
    } else if (framework.startsWith("jersey")) {
      arguments.add("org.glassfish.jersey.servlet.ServletContainer");
    } else {
      arguments.add("org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher");
    }
    arguments.add(framework.equals("spring7") ? "/" : "/api/*");
    arguments.add(APP + (jakarta ? "JakartaLogin" : "JavaxLogin"));
    if (framework.startsWith("spring")) {
      arguments.add(
          "contextClass=org.springframework.web.context.support.AnnotationConfigWebApplicationContext");
      arguments.add("contextConfigLocation=" + APP + "SpringOrders");
    } else {
      arguments.add(
          (jakarta ? JAKARTA : JAVAX)
              + ".ws.rs.Application="
              + APP
              + (jakarta ? "JakartaOrders" : "JavaxOrders"));
      arguments.add("resteasy.servlet.mapping.prefix=/api");
    }
    return arguments.toArray(new String[0]);
  }
}
