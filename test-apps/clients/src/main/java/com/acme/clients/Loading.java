package com.acme.clients;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Classes that come over http: the JDK calls while it holds the locks of loaders. */
public final class Loading {
  private static final int LOADERS = 20;

  public static void main(String[] arguments) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Stub stub = new Stub()) {
      URL[] urls = {new URL(stub.url() + "/classes/")};
      List<Callable<String>> tasks = new ArrayList<>();
      for (int i = 0; i < LOADERS; i++) {
        tasks.add(
            () -> {
              try (URLClassLoader loader = new URLClassLoader(urls, null)) {
                Class<?> type = loader.loadClass("com.acme.clients.Answer");
                return type.getName() + " " + (type.getClassLoader() == loader);
              }
            });
      }
      for (Future<String> each : threads.invokeAll(tasks, 30, TimeUnit.SECONDS)) {
        System.out.println(each.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Loading() {}
}
