package io.weftline.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that the pages run on.
 *
 * @param name of the directory with its libraries
 * @param program that starts it
 * @param variant of the pages, by the names of what they call
 * @param servlets whether it has servlets, or handlers of its own
 */
record Server(String name, String program, String variant, boolean servlets) {

  /** All of them, or those that {@code -Dweftline.servers} lists with commas. */
  static Stream<Server> all() {
    String some = System.getProperty("weftline.servers");
    return known().filter(each -> some == null || List.of(some.split(",")).contains(each.name));
  }

  private static Stream<Server> known() {
    return Stream.of(
        new Server("tomcat9", "OnTomcat", "", true),
        new Server("tomcat10", "OnTomcat", "jakarta", true),
        new Server("tomcat11", "OnTomcat", "jakarta", true),
        new Server("jetty9", "OnJetty", "", true),
        new Server("jetty12", "OnJetty", "jetty12", true),
        new Server("undertow2.2", "OnUndertow", "", true),
        new Server("undertow2.3", "OnUndertow", "jakarta", true),
        new Server("jdk", "OnJdk", "", false));
  }

  static Server named(String name) {
    return known().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
  }

  /**
   * Whether it notices that a client takes back what it has asked for, the connection staying.
   * Undertow does not, so that it is the page's own timeout that ends it.
   */
  boolean noticesCancelling() {
    return servlets && !program.equals("OnUndertow");
  }

  /** A run of it, not yet started. */
  AppRun run() {
    List<Path> classPath = new ArrayList<>();
    classPath.add(Project.serversJar(variant));
    classPath.addAll(Project.serverLibraries(name));
    return AppRun.of("com.acme.servers." + program, classPath.toArray(Path[]::new))
        .option("app.packages", "com.acme.servers")
        .option("request.trusted-proxies", "127.0.0.1")
        .option("output.when-full", "wait");
  }

  @Override
  public String toString() {
    return name;
  }
}
