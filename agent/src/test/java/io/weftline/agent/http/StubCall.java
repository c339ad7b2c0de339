package io.weftline.agent.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request that is what a test says, and nothing else. */
final class StubCall extends ServerCall {
  /** Between the lines of a header that is there several times. */
  static final String LINE = "<line>";

  final Map<String, String> headers = new HashMap<>();
  final Map<String, String> responseHeaders = new HashMap<>();
  String method = "GET";
  String path = "/";
  String query;
  String remote = "10.0.0.1";
  String user;
  int status = 200;
  Throwable failure;

  /** What asking for the user gives instead. */
  RuntimeException unreadable;

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String query() {
    return query;
  }

  @Override
  public String scheme() {
    return "http";
  }

  @Override
  public String serverName() {
    return "localhost";
  }

  @Override
  public int serverPort() {
    return 80;
  }

  @Override
  public String remoteAddress() {
    return remote;
  }

  @Override
  public String header(String name) {
    return headers.containsKey(name) ? headers(name).get(0) : null;
  }

  @Override
  public List<String> headers(String name) {
    return headers.containsKey(name) ? List.of(headers.get(name).split(LINE)) : List.of();
  }

  @Override
  public String mapping() {
    return null;
  }

  @Override
  public String user() {
    if (unreadable != null) {
      throw unreadable;
    }
    return user;
  }

  @Override
  public String session() {
    return null;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public long requestBytes() {
    return UNKNOWN;
  }

  @Override
  public long responseBytes() {
    return UNKNOWN;
  }

  @Override
  public Throwable failure() {
    return failure;
  }

  @Override
  public boolean isAborted(Throwable failure) {
    return false;
  }

  @Override
  public boolean hasResponseHeader(String name) {
    return responseHeaders.containsKey(name);
  }

  @Override
  public void responseHeader(String name, String value) {
    responseHeaders.put(name, value);
  }
}
