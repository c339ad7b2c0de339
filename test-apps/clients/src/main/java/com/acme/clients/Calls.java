package com.acme.clients;

import java.io.IOException;
import java.net.ServerSocket;
import java.security.MessageDigest;
import java.util.Random;

/** Makes each kind of call with the client that is named, and prints what came of it. */
public final class Calls {
  /** Of the application's own. */
  static final String OWN = "00-11111111111111111111111111111111-2222222222222222-00";

  public static void main(String[] arguments) throws Exception {
    int bodies = Integer.parseInt(arguments[1]);
    try (Stub stub = new Stub();
        Client client = client(arguments[0])) {
      each(client, stub);
      bodies(client, stub, bodies);
      int traced = 0;
      for (String line : stub.seen()) {
        traced += line.contains(" 00-") && !line.contains(OWN) ? 1 : 0;
      }
      System.out.println("own " + count(stub, OWN) + ", ours " + traced);
    }
  }

  static Client client(String name) throws ReflectiveOperationException {
    return (Client) Class.forName("com.acme.clients." + name).getConstructor().newInstance();
  }

  private static void each(Client client, Stub stub) throws Exception {
    show(client, "GET", stub.url() + "/ok?token=abc&x=1", null, null);
    show(client, "POST", stub.url() + "/echo", null, "body".getBytes("US-ASCII"));
    show(client, "GET", stub.url() + "/redirect", null, null);
    show(client, "GET", stub.url() + "/status/500", null, null);
    show(client, "GET", stub.url() + "/status/404", null, null);
    show(client, "GET", stub.url() + "/own", OWN, null);
    show(client, "POST", stub.url() + "/drop", null, "body".getBytes("US-ASCII"));
    show(client, "GET", stub.url() + "/hang/1", null, null);
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    show(client, "GET", "http://127.0.0.1:" + closed + "/refused", null, null);
    show(client, "POST", "http://127.0.0.1:" + closed + "/refused", null, new byte[10]);
    stub.hanging.drainPermits();
    boolean cancelled = client.cancel(stub.url() + "/hang/2", stub.hanging::acquireUninterruptibly);
    System.out.println("cancelled " + cancelled);
  }

  private static void show(Client client, String method, String url, String own, byte[] body) {
    String what = method + " " + url.replaceAll(":[0-9]+/", "/");
    try {
      Answer answer = client.call(method, url, own, body);
      System.out.println(what + " " + answer.status + " " + answer.body.length + " bytes");
    } catch (IOException e) {
      System.out.println(what + " " + e.getClass().getName());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Bodies of all sizes go there and come back; what came is summed up in one hash. */
  private static void bodies(Client client, Stub stub, int count) throws Exception {
    Random random = new Random(7);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < count; i++) {
      byte[] body = new byte[i % 50 == 0 ? 100_000 : 1 + random.nextInt(3_000)];
      random.nextBytes(body);
      Answer answer = client.call("POST", stub.url() + "/bodies", null, body);
      digest.update(answer.body);
    }
    StringBuilder hash = new StringBuilder();
    for (byte each : digest.digest()) {
      hash.append(String.format("%02x", each));
    }
    System.out.println(count + " bodies " + hash);
    System.out.println("kept alive " + (stub.connections() < count / 10 + 20));
  }

  private static long count(Stub stub, String text) {
    return stub.seen().stream().filter(line -> line.contains(text)).count();
  }

  private Calls() {}
}
