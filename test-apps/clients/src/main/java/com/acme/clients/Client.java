package com.acme.clients;

import java.io.IOException;

/** A client that calls and waits for the answer, in whatever way it does that. */
public interface Client extends AutoCloseable {
  /** What a call to a URL may take: little where there will never be an answer. */
  static int timeoutMillis(String url) {
    return url.contains("/hang") ? 300 : 30_000;
  }

  /**
   * @param traceParent the header of that name, or null for none of the application's own
   * @param body null for none
   */
  Answer call(String method, String url, String traceParent, byte[] body) throws Exception;

  /** Begins a call that will never be answered, and gives it up. Whether that can be done. */
  boolean cancel(String url, Runnable arrived) throws Exception;

  @Override
  void close() throws IOException;
}
