package io.weftline.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs of the programs that use connections of a pool, with all pools on the class path. */
final class PoolRun {
  private static final List<String> LIBRARIES =
      List.of(
          "h2-",
          "HikariCP-",
          "tomcat-jdbc-",
          "tomcat-juli-",
          "commons-dbcp2-",
          "commons-pool2-",
          "commons-logging-",
          "c3p0-",
          "mchange-commons-java-",
          "agroal-api-",
          "agroal-pool-",
          "slf4j-api-");

  private PoolRun() {}

  static AppRun of(String program, String... arguments) {
    List<Path> libraries = new ArrayList<>(List.of(Project.driversJar()));
    for (String each : LIBRARIES) {
      libraries.add(Project.library(each));
    }
    return AppRun.of(program, libraries.toArray(new Path[0]))
        .args(arguments)
        .option("app.packages", "com.acme.pools");
  }
}
