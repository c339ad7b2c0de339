package io.weftline.agent.http;

import io.weftline.agent.event.Warnings;

/**
 * A request that is over, of which a part that cannot be read is absent: the name of a user is the
 * application's own code, and a header may be anything. It is said once a minute, and takes nothing
 * else of the line with it.
 *
 * <p>As for threads like the {@link ServerCall} that it asks.
 */
final class SafeCall {
  private final ServerCall call;
  private final Warnings warnings;

  SafeCall(ServerCall call, Warnings warnings) {
    this.call = call;
    this.warnings = warnings;
  }

  String scheme() {
    try {
      return call.scheme();
    } catch (Throwable t) {
      unread("scheme", t);
      return null;
    }
  }

  String serverName() {
    try {
      return call.serverName();
    } catch (Throwable t) {
      unread("serverName", t);
      return null;
    }
  }

  int serverPort() {
    try {
      return call.serverPort();
    } catch (Throwable t) {
      unread("serverPort", t);
      return ServerCall.UNKNOWN;
    }
  }

  String header(String name) {
    try {
      return call.header(name);
    } catch (Throwable t) {
      unread("header", t);
      return null;
    }
  }

  String mapping() {
    try {
      return call.mapping();
    } catch (Throwable t) {
      unread("mapping", t);
      return null;
    }
  }

  String user() {
    try {
      return call.user();
    } catch (Throwable t) {
      unread("user", t);
      return null;
    }
  }

  String session() {
    try {
      return call.session();
    } catch (Throwable t) {
      unread("session", t);
      return null;
    }
  }

  int status() {
    try {
      return call.status();
    } catch (Throwable t) {
      unread("status", t);
      return 0;
    }
  }

  long requestBytes() {
    try {
      return call.requestBytes();
    } catch (Throwable t) {
      unread("requestBytes", t);
      return ServerCall.UNKNOWN;
    }
  }

  long responseBytes() {
    try {
      return call.responseBytes();
    } catch (Throwable t) {
      unread("responseBytes", t);
      return ServerCall.UNKNOWN;
    }
  }

  Throwable failure() {
    try {
      return call.failure();
    } catch (Throwable t) {
      unread("failure", t);
      return null;
    }
  }

  boolean isAborted(Throwable failure) {
    try {
      return call.isAborted(failure);
    } catch (Throwable t) {
      unread("isAborted", t);
      return false;
    }
  }

  private void unread(String part, Throwable t) {
    warnings.warn(
        "request.read",
        "A request's "
            + part
            + " could not be read and is missing in its line: "
            + t.getClass().getName()
            + " at "
            + (t.getStackTrace().length == 0 ? "an unknown place" : t.getStackTrace()[0])
            + ". Whose code that is has a defect; the request is not affected.");
  }
}
