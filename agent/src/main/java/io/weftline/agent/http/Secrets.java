package io.weftline.agent.http;

import io.weftline.agent.config.Config;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Parts of names whose values are never written. */
final class Secrets {
  private static final List<String> BUILT_IN =
      Arrays.asList(
          "password",
          "passwd",
          "pwd",
          "secret",
          "token",
          "apikey",
          "api_key",
          "api-key",
          "auth",
          "credential",
          "session",
          "jwt",
          "signature",
          "sig",
          "otp",
          "pin",
          "ssn",
          "card",
          "code");

  private Secrets() {}

  /** Those that are built in and those that the user adds, in lower case. */
  static List<String> of(Config config) {
    List<String> secrets = new ArrayList<String>(BUILT_IN);
    for (String each : config.get(HttpOptions.REDACT)) {
      secrets.add(each.toLowerCase(Locale.ROOT));
    }
    return secrets;
  }
}
