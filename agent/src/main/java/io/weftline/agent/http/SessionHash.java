package io.weftline.agent.http;

import io.weftline.agent.trace.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 64 bits of the SHA-256 of a session's id, in hexadecimal: the same on every host, and
 * nobody gets from it to the session.
 */
final class SessionHash {
  private static final Charset UTF_8 = Charset.forName("UTF-8");

  private SessionHash() {}

  static String of(String session) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(session.getBytes(UTF_8));
      StringBuilder out = new StringBuilder(16);
      Ids.hex(out, ByteBuffer.wrap(digest).getLong());
      return out.toString();
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform has it.
      throw new IllegalStateException(e);
    }
  }
}
