package com.acme.names;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;

/** Serves {@link SpringTasks} and asks for each way; what came back is printed. */
public final class ServeTasks {
  private static final int WARM_UPS = 1_000;

  private ServeTasks() {}

  public static void main(String[] args) throws IOException, LifecycleException, SQLException {
    makeTables();
    ExecutorService workers = Executors.newFixedThreadPool(2);
    Shop shop =
        new Shop(
            "org.springframework.web.servlet.DispatcherServlet",
            "/",
            Arrays.asList(
                "contextClass=org.springframework.web.context.support"
                    + ".AnnotationConfigWebApplicationContext",
                "contextConfigLocation=" + SpringTasks.class.getName()),
            workers);
    shop.start();
    for (String way : SpringTasks.WAYS) {
      warmUp(shop, way);
      for (String page : new String[] {"/within/", "/after/", "/release/"}) {
        HttpURLConnection connection = shop.ask(page + way);
        System.out.println(page + way + " " + answer(connection));
      }
    }
    shop.stop();
    workers.shutdown();
  }

  /** The agent weaves the JDK once requests are known, on a thread of its own. */
  private static void warmUp(Shop shop, String way) throws IOException {
    for (int i = 0; i < WARM_UPS; i++) {
      HttpURLConnection connection = shop.ask("/warmup/" + way);
      if (answer(connection).equals("200 true")) {
        return;
      }
    }
  }

  private static String answer(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getInputStream()) {
      return connection.getResponseCode() + " " + Shop.read(in);
    }
  }

  private static void makeTables() throws SQLException {
    try (Connection connection = DriverManager.getConnection(Step.DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE warmup (id INT)");
      for (String way : SpringTasks.WAYS) {
        statement.execute("CREATE TABLE " + way + "_within (id INT)");
        statement.execute("CREATE TABLE " + way + "_after (id INT)");
      }
    }
  }
}
