package io.weftline.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shop that serves on a free port while a test asks it, one request after the other unless it
 * says otherwise. Used by one thread.
 */
final class ServedShop implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("Tomcat started on port ([0-9]+)");

  /** Of the clock, not of the request. */
  private static final Pattern TIME = Pattern.compile("\"(timestamp|placedAt)\":\"[^\"]*\"");

  private final Running running;
  private final URI root;
  private final List<String> answers = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ServedShop(AppRun run) {
    running = run.start();
    running.awaitOutput("Started ShopApplication");
    Matcher port = PORT.matcher(running.printed());
    if (!port.find()) {
      throw new AssertionError("no port in " + running.printed());
    }
    root = URI.create("http://127.0.0.1:" + port.group(1));
  }

  static AppRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--server.port=0");
    // One turn of the job, a second after the start.
    all.add("--shop.ratings.interval=1h");
    return AppRun.ofJar(Project.shopJar())
        .jvm("-Xmx512m")
        .args(all.toArray(new String[0]))
        .exits(143)
        .timeoutSeconds(120);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  /** Sends all of them at once and waits for all answers, which are told in no order of time. */
  void postTogether(String... paths) {
    List<CompletableFuture<HttpResponse<String>>> due = new ArrayList<>();
    for (String path : paths) {
      due.add(client.sendAsync(request("POST", path, ""), BodyHandlers.ofString()));
    }
    List<String> told = new ArrayList<>();
    for (int i = 0; i < paths.length; i++) {
      told.add(told("POST", paths[i], due.get(i).join()));
    }
    Collections.sort(told);
    answers.addAll(told);
  }

  private HttpRequest request(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private static String told(String method, String path, HttpResponse<String> response) {
    return method
        + " "
        + path
        + " "
        + response.statusCode()
        + " "
        + TIME.matcher(response.body()).replaceAll("");
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers) {
    try {
      HttpResponse<String> response =
          client.send(request(method, path, body, headers), BodyHandlers.ofString());
      answers.add(told(method, path, response));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Status and body of each request so far, times left out. */
  List<String> answers() {
    return answers;
  }

  /** Ends it as a container does. */
  Result end() {
    running.terminate();
    return running.await();
  }

  @Override
  public void close() {
    running.close();
  }
}
