package com.acme.names;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * {@code Serve <servlet> <mapping> <filter> <name=value>...}: serves orders on a free port and asks
 * for some. What came back is printed, the ids of errors go into {@code errors.txt}.
 */
public final class Serve {
  private static final String[] PATHS = {
    "/orders/7",
    "/orders/8",
    "/orders/missing",
    "/orders/broken",
    "/orders/bare",
    "/orders/7/lines/3",
    "/nowhere/4711",
    "/orders/noted",
  };

  private Serve() {}

  public static void main(String[] args) throws IOException, LifecycleException {
    Workers workers = new Workers();
    Shop shop = new Shop(args[0], args[1], Arrays.asList(args).subList(3, args.length), workers);
    shop.filter("login", args[2]);
    shop.start();
    LoggerFactory.getLogger(Serve.class).info("serves");
    List<String> errors = new ArrayList<>();
    for (String path : PATHS) {
      errors.add(path + " " + ask(shop, path));
    }
    shop.stop();
    workers.shutdown();
    workers.printLeft();
    Files.write(new File("errors.txt").toPath(), errors);
  }

  private static String ask(Shop shop, String path) throws IOException {
    HttpURLConnection connection = shop.ask(path);
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String body = in == null || status == 500 ? "" : Shop.read(in);
      System.out.println(path + " " + status + (body.startsWith("<") ? "" : " " + body));
    }
    return connection.getHeaderField("X-Error-ID");
  }

  /** One thread, which says what requests have left in its MDC. */
  private static final class Workers extends ThreadPoolExecutor {
    private final Map<String, Integer> left = new TreeMap<>();

    Workers() {
      super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
      super.afterExecute(task, thrown);
      Map<String, String> found = MDC.getCopyOfContextMap();
      // Some of these libraries have null, some an empty map for a thread that nobody wrote to.
      String text = found == null ? "nothing" : new TreeMap<>(found).toString();
      synchronized (left) {
        left.merge(text, 1, Integer::sum);
      }
    }

    void printLeft() {
      synchronized (left) {
        System.out.println("left: " + left.keySet());
      }
    }
  }
}
