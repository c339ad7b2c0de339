package com.acme.servers;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.protocol.http2.Http2UpgradeHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.util.Protocols;
import java.net.InetSocketAddress;

/** The pages on Undertow's servlets, and some of its core alone. */
public final class OnUndertow {
  private OnUndertow() {}

  public static void main(String[] arguments) throws Exception {
    Harness.quiet();
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(OnUndertow.class.getClassLoader())
            .setContextPath("/app")
            .setDeploymentName("app")
            .addErrorPage(Servlets.errorPage("/error", 500));
    for (String pattern : Pages.PATTERNS) {
      deployment.addServlet(
          Servlets.servlet(pattern, Pages.class)
              .addMapping(pattern)
              .setAsyncSupported(true)
              .setMultipartConfig(Pages.PARTS));
    }
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    PathHandler paths = new PathHandler().addPrefixPath("/app", manager.start());
    paths.addExactPath(
        "/core",
        exchange ->
            exchange.dispatch(Work.OTHERS, () -> exchange.getResponseSender().send("core")));
    HttpHandler upgrade = new Http2UpgradeHandler(paths);
    // What has been upgraded still carries the header that asks for it.
    HttpHandler root =
        exchange ->
            (exchange.getProtocol().equals(Protocols.HTTP_2_0) ? paths : upgrade)
                .handleRequest(exchange);
    Undertow server =
        Undertow.builder()
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .addHttpListener(0, "localhost", root)
            .setIoThreads(2)
            .setWorkerThreads(8)
            .build();
    server.start();
    Harness.serve(((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort());
    server.stop();
  }
}
