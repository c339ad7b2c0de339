package io.weftline.agent.output;

import io.weftline.agent.console.OneLine;
import java.nio.charset.Charset;
import java.time.ZoneOffset;

/** Lines for people: what {@code output.format=console} writes. Used by the writer's thread. */
public final class ConsoleFormat implements LineFormat {
  private static final Charset UTF_8 = Charset.forName("UTF-8");

  private final OneLine lines;

  /**
   * @param colour whether lines go where escape sequences are understood
   */
  public ConsoleFormat(boolean colour) {
    lines = new OneLine(colour, ZoneOffset.UTC);
  }

  @Override
  public void format(LineBuffer json, LineBuffer out) {
    String line = lines.render(json.bytes(), 0, json.length());
    out.append(line.getBytes(UTF_8));
  }
}
