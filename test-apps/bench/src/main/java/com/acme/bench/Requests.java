package com.acme.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
  private static final int AT_ONCE = 32;
  private static final byte[] REQUESTS = repeated(REQUEST, AT_ONCE);
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  private final byte[] buffer = new byte[16_384];
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
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  private static byte[] repeated(byte[] bytes, int times) {
    byte[] all = new byte[bytes.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
    }
    return all;
  }

  /**
   * Asks that many times, {@value #AT_ONCE} at once, and reads the answers to their end. One by one
   * would be a measurement of the scheduler: waking two threads takes longer than the request.
   */
  public int ask(int times) throws IOException {
    int found = 0;
    for (int left = times; left > 0; left -= AT_ONCE) {
      int now = Math.min(left, AT_ONCE);
      out.write(REQUESTS, 0, now * REQUEST.length);
      found += answers(now);
    }
    return found;
  }

  /** Reads that many answers; in bulk, since the client is no part of what is measured. */
  private int answers(int expected) throws IOException {
    int sum = 0;
    int matched = 0;
    for (int answers = 0; answers < expected; ) {
      int read = in.read(buffer);
      if (read < 0) {
        throw new IOException("the connection has ended");
      }
      for (int i = 0; i < read; i++) {
        byte next = buffer[i];
        if (matched == END_OF_HEAD.length) {
          sum += next;
          answers++;
          matched = 0;
        } else {
          matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        }
      }
    }
    return sum;
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
