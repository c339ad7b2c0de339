package com.acme.servers;

import javax.servlet.ServletRegistration;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The pages on Jetty. */
public final class OnJetty {
  private OnJetty() {}

  public static void main(String[] arguments) throws Exception {
    Harness.quiet();
    Server server = new Server();
    HttpConfiguration configuration = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server,
            new HttpConnectionFactory(configuration),
            new HTTP2CServerConnectionFactory(configuration));
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setContextPath("/app");
    for (String pattern : Pages.PATTERNS) {
      ServletHolder holder = new ServletHolder(pattern, new Pages());
      holder.setAsyncSupported(true);
      registration(holder).setMultipartConfig(Pages.PARTS);
      context.addServlet(holder, pattern);
    }
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(500, "/error");
    setErrorHandler(context, errors);
    server.setHandler(context);
    server.start();
    Harness.serve(connector.getLocalPort());
    server.stop();
  }

  /** By its name: the type that it returns is another one since 12. */
  private static ServletRegistration.Dynamic registration(ServletHolder holder) throws Exception {
    return (ServletRegistration.Dynamic)
        ServletHolder.class.getMethod("getRegistration").invoke(holder);
  }

  /** By its name: the type of the parameter is another one since 12. */
  private static void setErrorHandler(Object context, Object errors) throws Exception {
    for (java.lang.reflect.Method method : context.getClass().getMethods()) {
      if (method.getName().equals("setErrorHandler")
          && method.getParameterTypes()[0].isInstance(errors)) {
        method.invoke(context, errors);
        return;
      }
    }
    throw new IllegalStateException("no handler of errors");
  }
}
