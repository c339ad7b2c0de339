package com.acme.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Calls made within a request: a servlet makes them with the client that is named. What the other
 * side has seen is left in the file {@code seen.txt}.
 */
public final class Units {
  static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    try (Stub stub = new Stub();
        Client client = Calls.client(arguments[0])) {
      Tomcat tomcat = new Tomcat();
      tomcat.setBaseDir("tomcat");
      tomcat.setPort(0);
      tomcat.setHostname("127.0.0.1");
      Context context = tomcat.addContext("", null);
      Tomcat.addServlet(context, "calls", new Servlet(client, stub));
      context.addServletMappingDecoded("/calls", "calls");
      tomcat.getConnector().setProperty("address", "127.0.0.1");
      tomcat.start();
      System.out.println(get(tomcat.getConnector().getLocalPort()));
      tomcat.stop();
      tomcat.destroy();
      client.call("GET", stub.url() + "/after", null, null);
      Files.write(Paths.get("seen.txt"), stub.seen(), StandardCharsets.US_ASCII);
    }
  }

  /** By hand, so that nothing but the servlet's calls goes through a client. */
  private static String get(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET /calls HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nX-Request-ID: asked-1\r\n"
                  + "traceparent: 00-"
                  + TRACE
                  + "-00f067aa0ba902b7-01\r\ntracestate: acme=1,other=2\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      String answer = new String(Stub.all(socket.getInputStream()), StandardCharsets.US_ASCII);
      return answer.substring(0, answer.indexOf('\r'))
          + answer.substring(answer.indexOf("\r\n\r\n"));
    }
  }

  /** Makes a few calls, one with a header of its own. */
  private static final class Servlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Client client;
    private final transient Stub stub;

    Servlet(Client client, Stub stub) {
      this.client = client;
      this.stub = stub;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        int sum = 0;
        sum += client.call("GET", stub.url() + "/one", null, null).status;
        sum += client.call("POST", stub.url() + "/two", null, new byte[100]).status;
        sum += client.call("GET", stub.url() + "/redirect", null, null).status;
        sum += client.call("GET", stub.url() + "/own", Calls.OWN, null).status;
        sum += client.call("GET", stub.url() + "/status/503", null, null).status;
        response.getWriter().print("sum " + sum);
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Units() {}
}
