package com.acme.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.startup.Tomcat;

/** A servlet on Tomcat that executes one query, and a client that asks it over one connection. */
public final class Requests {
  private static final byte[] REQUEST =
      "GET /items HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final int MAX_RESPONSE = 8_192;

  private final InputStream in;
  private final OutputStream out;

  /**
   * @param directory that Tomcat may write to
   */
  public Requests(String directory) throws IOException, LifecycleException, SQLException {
    Tomcat tomcat = new Tomcat();
    // Its start is no result of the benchmark.
    java.util.logging.Logger.getLogger("org.apache").setLevel(java.util.logging.Level.WARNING);
    tomcat.setBaseDir(directory);
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("maxThreads", "2");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    ((StandardServer) tomcat.getServer()).setUtilityThreadsAsDaemon(true);
    Context context = tomcat.addContext("", directory);
    Tomcat.addServlet(context, "items", new Items());
    context.addServletMappingDecoded("/items", "items");
    tomcat.start();
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Asks once, and reads the answer to its end. */
  public int one() throws IOException {
    out.write(REQUEST);
    int matched = 0;
    int read = 0;
    while (matched < END_OF_HEAD.length) {
      int next = in.read();
      if (next < 0 || ++read > MAX_RESPONSE) {
        throw new IOException("the response has no end");
      }
      matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return in.read();
  }

  /** Answers with one letter. */
  private static final class Items extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Rows rows;

    Items() throws SQLException {
      rows = new Rows(false);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        boolean found;
        synchronized (rows) {
          found = rows.one();
        }
        response.setContentLength(1);
        response.getOutputStream().write(found ? 'y' : 'n');
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }
}
