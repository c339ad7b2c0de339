package com.acme.clients;

/** What came back. */
public final class Answer {
  public final int status;
  public final byte[] body;

  public Answer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }
}
