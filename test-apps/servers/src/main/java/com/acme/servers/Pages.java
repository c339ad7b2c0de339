package com.acme.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import javax.servlet.AsyncContext;
import javax.servlet.MultipartConfigElement;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The pages, each by the path of its servlet. */
public class Pages extends HttpServlet {
  /** A servlet each, so that routes differ. */
  static final List<String> PATTERNS =
      List.of(
          "/sync",
          "/items/*",
          "/async/*",
          "/forward",
          "/include",
          "/target",
          "/error",
          "/senderror",
          "/fail",
          "/late-fail",
          "/closed-fail",
          "/closed-input",
          "/drain",
          "/held",
          "/released",
          "/form",
          "/echo",
          "/text",
          "/parts",
          "/call",
          "/flood",
          "/own-id",
          "/session",
          "/attributes");

  /** Parts are kept in memory, as far as the servers can. */
  static final MultipartConfigElement PARTS = new MultipartConfigElement("", -1, -1, 1 << 20);

  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    // Its own, also where another one has included it.
    String page = getServletName();
    switch (page) {
      case "/async/*" -> async(request, response);
      case "/forward" -> request.getRequestDispatcher("/target").forward(request, response);
      case "/include" -> {
        response.setContentType("text/plain");
        response.getOutputStream().print("before ");
        request.getRequestDispatcher("/target").include(request, response);
        response.getOutputStream().print(" after");
      }
      case "/senderror" -> response.sendError(Integer.parseInt(request.getParameter("status")));
      case "/fail" -> throw new IllegalStateException("made to fail");
      case "/late-fail" -> {
        response.getOutputStream().print("begun");
        response.flushBuffer();
        throw new IllegalStateException("made to fail late");
      }
      case "/closed-fail" -> {
        response.getOutputStream().print("all");
        response.getOutputStream().close();
        throw new IllegalStateException("made to fail at the end");
      }
      case "/closed-input" -> {
        request.getInputStream().close();
        print(response, "read " + request.getInputStream().read());
      }
      case "/held" -> print(response, "held " + Held.awaitBegin());
      case "/released" -> print(response, "released " + Held.awaitEnd());
      case "/drain" -> print(response, Work.digest(Work.readAll(request.getInputStream())));
      case "/form" -> print(response, request.getParameter("a") + request.getParameter("b"));
      case "/echo" -> Bodies.echo(request, response);
      case "/text" -> Bodies.text(request, response);
      case "/parts" -> print(response, Bodies.parts(request));
      case "/call" ->
          print(response, Calls.make(request.getParameter("by"), request.getParameter("to")));
      case "/flood" -> Work.flood(response.getOutputStream());
      case "/own-id" -> {
        response.setHeader("X-Request-ID", "own");
        print(response, "own");
      }
      case "/session" -> {
        boolean before = request.getSession(false) != null;
        request.getSession(true);
        print(response, before ? "known" : "new");
      }
      case "/attributes" -> {
        TreeSet<String> names = new TreeSet<>(Collections.list(request.getAttributeNames()));
        print(response, names.toString());
      }
      default -> print(response, "page " + page);
    }
  }

  private static void print(HttpServletResponse response, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/plain");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private static void async(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == javax.servlet.DispatcherType.ASYNC) {
      print(response, "dispatched again");
      return;
    }
    AsyncContext context = request.startAsync();
    switch (request.getPathInfo()) {
      case "/complete" ->
          Work.OTHERS.execute(
              () -> {
                try {
                  print((HttpServletResponse) context.getResponse(), "completed");
                  context.complete();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      case "/started" ->
          context.start(
              () -> {
                try {
                  print((HttpServletResponse) context.getResponse(), "started");
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
                context.complete();
              });
      case "/dispatch" -> Work.OTHERS.execute(() -> context.dispatch("/target"));
      case "/error" -> Work.OTHERS.execute(() -> context.dispatch("/fail"));
      case "/hold" -> {
        context.addListener(new Held());
        context.setTimeout(10_000);
      }
      case "/early" -> {
        print(response, "early");
        context.complete();
      }
      default -> context.setTimeout(100);
    }
  }
}
