package com.acme.names;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat on a free port with one servlet, and how to ask it. */
final class Shop {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Tomcat tomcat = new Tomcat();
  private final Context context;
  private final String path;

  /**
   * @param parameters of the servlet: {@code name=value}
   */
  Shop(String servletClass, String mapping, List<String> parameters, Executor workers) {
    Logger.getLogger("").setLevel(Level.OFF);
    tomcat.setBaseDir(new File("tomcat").getAbsolutePath());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().getProtocolHandler().setExecutor(workers);
    context = tomcat.addContext("/shop", new File(".").getAbsolutePath());
    Wrapper servlet = Tomcat.addServlet(context, "orders", servletClass);
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      servlet.addInitParameter(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    context.addServletMappingDecoded(mapping, "orders");
    path = "/shop" + mapping.substring(0, mapping.lastIndexOf('/'));
  }

  /** Before everything that is served. */
  void filter(String name, String filterClass) {
    FilterDef filter = new FilterDef();
    filter.setFilterName(name);
    filter.setFilterClass(filterClass);
    context.addFilterDef(filter);
    FilterMap everything = new FilterMap();
    everything.setFilterName(name);
    everything.addURLPattern("/*");
    context.addFilterMap(everything);
  }

  void start() throws LifecycleException {
    tomcat.start();
  }

  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  /** Asks for a page, with an id that says for which. */
  HttpURLConnection ask(String page) throws IOException {
    URL url = new URL("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path + page);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestProperty("X-Request-ID", "to" + page);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    return connection;
  }

  static String read(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
