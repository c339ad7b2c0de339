package com.acme.names;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
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
    Logger.getLogger("").setLevel(Level.OFF);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(new File("tomcat").getAbsolutePath());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Workers workers = new Workers();
    tomcat.getConnector().getProtocolHandler().setExecutor(workers);
    Context context = tomcat.addContext("/shop", new File(".").getAbsolutePath());
    Wrapper servlet = Tomcat.addServlet(context, "orders", args[0]);
    for (String parameter : Arrays.asList(args).subList(3, args.length)) {
      int equals = parameter.indexOf('=');
      servlet.addInitParameter(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    context.addServletMappingDecoded(args[1], "orders");
    FilterDef filter = new FilterDef();
    filter.setFilterName("login");
    filter.setFilterClass(args[2]);
    context.addFilterDef(filter);
    FilterMap everything = new FilterMap();
    everything.setFilterName("login");
    everything.addURLPattern("/*");
    context.addFilterMap(everything);
    tomcat.start();
    LoggerFactory.getLogger(Serve.class).info("serves");
    String root =
        "http://127.0.0.1:"
            + tomcat.getConnector().getLocalPort()
            + "/shop"
            + args[1].substring(0, args[1].lastIndexOf('/'));
    List<String> errors = new ArrayList<>();
    for (String path : PATHS) {
      errors.add(path + " " + ask(root, path));
    }
    tomcat.stop();
    tomcat.destroy();
    workers.shutdown();
    workers.printLeft();
    Files.write(new File("errors.txt").toPath(), errors);
  }

  private static String ask(String root, String path) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(root + path).openConnection();
    connection.setRequestProperty("X-Request-ID", "to" + path);
    connection.setConnectTimeout(30_000);
    connection.setReadTimeout(30_000);
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String body = in == null || status == 500 ? "" : read(in);
      System.out.println(path + " " + status + (body.startsWith("<") ? "" : " " + body));
    }
    return connection.getHeaderField("X-Error-ID");
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
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
