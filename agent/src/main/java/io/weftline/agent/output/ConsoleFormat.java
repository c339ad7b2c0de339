package io.weftline.agent.output;

import io.weftline.agent.console.OneLine;
import java.nio.charset.Charset;
import java.time.ZoneOffset;

/** Lines for people: what {@code output.format=console} writes. Used by the writer's thread. */
public final class ConsoleFormat implements LineFormat {
  private static final Charset UTF_8 = Charset.forName("UTF-8");

  private final OneLine lines;

  public ConsoleFormat(OutputSettings settings) {
    lines = new OneLine(settings.stdout && isTerminal(), ZoneOffset.UTC);
  }

  private static boolean isTerminal() {
    String terminal = System.getenv("TERM");
    return System.getenv("NO_COLOR") == null
        && terminal != null
        && !terminal.equals("dumb")
        && System.console() != null;
  }

  @Override
  public void format(LineBuffer json, LineBuffer out) {
    String line = lines.render(json.bytes(), 0, json.length());
    out.append(line.getBytes(UTF_8));
  }
}
