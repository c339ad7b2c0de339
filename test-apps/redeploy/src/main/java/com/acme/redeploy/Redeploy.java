package com.acme.redeploy;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.ParallelWebappClassLoader;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;

/**
 * {@code Redeploy <directory of the application> <times> <requests each time>}. Prints the answers
 * and whether the class loaders have gone.
 */
public final class Redeploy {
  /** Held, since a logger that nobody holds forgets its level. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final String SERVLET = "com.acme.redeploy.app.Orders";
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int COLLECTIONS = 100;
  private static final int COLLECTION_MILLIS = 100;

  /** Some thread may still have the last one in hand. */
  private static final int MAY_BE_LEFT = 1;

  private final Tomcat tomcat = new Tomcat();
  private final String application;
  private final Set<Reference<ClassLoader>> loaders = new HashSet<>();
  private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();

  private Redeploy(String application) {
    this.application = application;
  }

  public static void main(String[] args) throws Exception {
    ROOT.setLevel(Level.OFF);
    Redeploy redeploy = new Redeploy(args[0]);
    redeploy.start();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      redeploy.once(i, Integer.parseInt(args[2]));
    }
    int left = redeploy.left();
    System.out.println(left <= MAY_BE_LEFT ? "loaders gone" : left + " loaders left");
    redeploy.stop();
  }

  private void start() throws LifecycleException {
    tomcat.setBaseDir(Path.of("tomcat").toAbsolutePath().toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.start();
  }

  private void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private void once(int time, int requests) throws LifecycleException, IOException {
    StandardContext context = new StandardContext();
    context.setPath("/app");
    context.setDocBase(application);
    context.addLifecycleListener(new Tomcat.FixContextListener());
    WebappLoader loader = new WebappLoader();
    loader.setLoaderClass(ParallelWebappClassLoader.class.getName());
    context.setLoader(loader);
    Tomcat.addServlet(context, "orders", SERVLET).setLoadOnStartup(1);
    context.addServletMappingDecoded("/orders", "orders");
    tomcat.getHost().addChild(context);
    loaders.add(new WeakReference<>(loader.getClassLoader(), gone));
    for (int i = 0; i < requests; i++) {
      // The last one fails.
      ask(time + "-" + i, i == requests - 1 ? "&fail=true" : "");
    }
    tomcat.getHost().removeChild(context);
    context.destroy();
  }

  private void ask(String number, String more) throws IOException {
    String url =
        "http://127.0.0.1:"
            + tomcat.getConnector().getLocalPort()
            + "/app/orders?number="
            + number
            + more;
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestProperty("X-Request-ID", number);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    int status = connection.getResponseCode();
    String body = "";
    if (status == HttpURLConnection.HTTP_OK) {
      body = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } else {
      connection.getErrorStream().readAllBytes();
    }
    System.out.println(number + " " + status + " " + body);
  }

  /** How many are there still, once that is few enough or has taken too long. */
  private int left() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS && loaders.size() > MAY_BE_LEFT; i++) {
      System.gc();
      Reference<? extends ClassLoader> next = gone.remove(COLLECTION_MILLIS);
      while (next != null) {
        loaders.remove(next);
        next = gone.poll();
      }
    }
    return loaders.size();
  }
}
