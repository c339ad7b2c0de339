package com.acme.plain;

import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.file.FileSystems;
import java.security.Security;
import java.util.logging.LogManager;
import javax.management.MBeanServer;

/** Sets what can be set once in a JVM, first thing in main, and says whether it was honoured. */
public final class Places {
  private Places() {}

  /** For the JVM, which looks for it by its name. */
  public static final class Logs extends LogManager {}

  /** For the JVM, which looks for it by its name. */
  public static final class Beans extends javax.management.MBeanServerBuilder {
    static volatile boolean asked;

    @Override
    public MBeanServer newMBeanServer(
        String domain, MBeanServer outer, javax.management.MBeanServerDelegate delegate) {
      asked = true;
      return super.newMBeanServer(domain, outer, delegate);
    }
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("java.util.logging.manager", Logs.class.getName());
    System.setProperty("javax.management.builder.initial", Beans.class.getName());
    URL.setURLStreamHandlerFactory(
        protocol -> {
          if (!protocol.equals("acme")) {
            return null;
          }
          return new java.net.URLStreamHandler() {
            @Override
            protected java.net.URLConnection openConnection(URL url) {
              throw new UnsupportedOperationException();
            }
          };
        });
    System.out.println("logs " + (LogManager.getLogManager() instanceof Logs));
    ManagementFactory.getPlatformMBeanServer();
    System.out.println("beans " + Beans.asked);
    System.out.println("url " + new URL("acme:x").getProtocol());
    System.out.println("files " + FileSystems.getDefault().isOpen());
    System.out.println("security " + (Security.getProviders().length > 0));
  }
}
