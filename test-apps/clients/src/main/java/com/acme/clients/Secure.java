package com.acme.clients;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.security.KeyStore;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The JDK's connections over TLS: with a certificate that is trusted, and with one that is not. */
public final class Secure {
  private static final char[] PASSWORD = "changeit".toCharArray();

  public static void main(String[] arguments) throws Exception {
    SSLContext context = context(arguments[0]);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          Stub.all(exchange.getRequestBody());
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("ok".getBytes("US-ASCII"));
          exchange.close();
        });
    server.start();
    try {
      String url = "https://127.0.0.1:" + server.getAddress().getPort();
      call(url + "/connect", context, true);
      call(url + "/direct", context, false);
      call(url + "/connect-untrusted", null, true);
      call(url + "/untrusted", null, false);
    } finally {
      server.stop(0);
    }
  }

  private static SSLContext context(String file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void call(String url, SSLContext trusting, boolean connect) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) new URL(url).openConnection();
    if (trusting != null) {
      connection.setSSLSocketFactory(trusting.getSocketFactory());
    }
    connection.setHostnameVerifier((host, session) -> true);
    String path = connection.getURL().getPath();
    try {
      if (connect) {
        connection.connect();
      }
      int status = connection.getResponseCode();
      System.out.println(path + " " + status + " " + Stub.all(connection.getInputStream()).length);
    } catch (IOException e) {
      System.out.println(path + " " + e.getClass().getName());
    }
  }

  private Secure() {}
}
