package com.acme.servers;

import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** The pages on Tomcat. */
public final class OnTomcat {
  private OnTomcat() {}

  public static void main(String[] arguments) throws Exception {
    Harness.quiet();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Path.of("tomcat").toAbsolutePath().toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    Context context = tomcat.addContext("/app", null);
    for (String pattern : Pages.PATTERNS) {
      Wrapper wrapper = Tomcat.addServlet(context, pattern, new Pages());
      wrapper.setAsyncSupported(true);
      wrapper.setMultipartConfigElement(Pages.PARTS);
      context.addServletMappingDecoded(pattern, pattern);
    }
    ErrorPage page = new ErrorPage();
    page.setErrorCode(500);
    page.setLocation("/error");
    context.addErrorPage(page);
    tomcat.start();
    Harness.serve(tomcat.getConnector().getLocalPort());
    tomcat.stop();
    tomcat.destroy();
  }
}
