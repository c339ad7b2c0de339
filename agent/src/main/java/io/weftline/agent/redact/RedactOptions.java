package io.weftline.agent.redact;

import io.weftline.agent.config.Option;
import java.util.List;

/** Settings of what is withheld. */
public final class RedactOptions {
  public static final Option<List<String>> NAMES =
      Option.texts("redact.names")
          .summary(
              "Further parts of names of parameters, columns and headers whose values are never"
                  + " written, besides password, secret, token and the like.")
          .defaultsTo("");

  private RedactOptions() {}
}
