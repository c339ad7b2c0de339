package com.acme.clients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/** HTTP/2 and a web socket by the client that the JDK has since 11, within a request. */
public final class Protocols {
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    try (Stub stub = new Stub()) {
      Tomcat tomcat = new Tomcat();
      tomcat.setBaseDir("tomcat");
      tomcat.setPort(0);
      tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
      tomcat.getConnector().setProperty("address", "127.0.0.1");
      Context context = tomcat.addContext("", null);
      Tomcat.addServlet(context, "outer", new Servlet(stub));
      context.addServletMappingDecoded("/*", "outer");
      tomcat.start();
      String url = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
      HttpClient client = HttpClient.newHttpClient();
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> response =
            client.send(
                HttpRequest.newBuilder(URI.create(url + "/outer?n=" + i)).build(),
                HttpResponse.BodyHandlers.ofString());
        System.out.println(response.version() + " " + response.body());
      }
      tomcat.stop();
      tomcat.destroy();
    }
  }

  /** Calls itself by HTTP/2, then opens a web socket. */
  private static final class Servlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Stub stub;
    private final transient HttpClient client = HttpClient.newHttpClient();

    Servlet(Stub stub) {
      this.stub = stub;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getRequestURI().equals("/inner")) {
        response.getWriter().print(request.getProtocol());
        return;
      }
      try {
        String inner = "http://127.0.0.1:" + request.getLocalPort() + "/inner";
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(URI.create(inner)).build(),
                HttpResponse.BodyHandlers.ofString());
        response.getWriter().print(answer.version() + " " + answer.body() + " " + socket());
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private String socket() throws Exception {
      CompletableFuture<String> text = new CompletableFuture<>();
      URI uri = URI.create(stub.url().replace("http:", "ws:") + "/socket");
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .buildAsync(uri, new Listener(text))
              .get(10, TimeUnit.SECONDS);
      socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
      return text.get(10, TimeUnit.SECONDS);
    }
  }

  private static final class Listener implements WebSocket.Listener {
    private final CompletableFuture<String> text;

    Listener(CompletableFuture<String> text) {
      this.text = text;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.complete(data.toString());
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      text.completeExceptionally(error);
    }
  }

  private Protocols() {}
}
