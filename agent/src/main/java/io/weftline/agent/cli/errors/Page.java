package io.weftline.agent.cli.errors;

import io.weftline.agent.console.Palette;
import io.weftline.agent.console.SafeText;
import io.weftline.agent.console.Words;
import java.util.List;
import java.util.Map;

/** Text for people, 100 columns wide where that is possible. Used once; one thread. */
final class Page {
  static final int WIDTH = 100;

  final StringBuilder out = new StringBuilder();
  final Palette palette;

  Page(Palette palette) {
    this.palette = palette;
  }

  /** Text of a file, made safe and broken between words. */
  void wrap(String first, String others, String text, int maxChars) {
    String begin = first;
    StringBuilder line = new StringBuilder();
    for (String word : SafeText.of(text, maxChars).split(" +")) {
      if (line.length() > 0 && begin.length() + line.length() + 1 + word.length() > WIDTH) {
        out.append(begin).append(line).append('\n');
        begin = others;
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    out.append(begin).append(line).append('\n');
  }

  Page add(String text) {
    out.append(text);
    return this;
  }

  Page dim(String text) {
    return add(palette.dim()).add(text).add(palette.end());
  }

  Page pad(String text, int chars) {
    add(text);
    for (int i = text.length(); i < chars; i++) {
      out.append(' ');
    }
    return this;
  }

  Page right(String text, int chars) {
    for (int i = text.length(); i < chars; i++) {
      out.append(' ');
    }
    return add(text);
  }

  void end() {
    out.append('\n');
  }

  /** {@code com.acme.shop.StockException}, or {@code StockException} if it has to be short. */
  static String shortType(String type) {
    return type == null ? "(no type)" : type.substring(type.lastIndexOf('.') + 1);
  }

  /** {@code 1 unhandled, 2 handled}. */
  static String verdicts(ErrorGroup group) {
    StringBuilder into = new StringBuilder();
    verdict(into, group.unhandled(), "unhandled");
    verdict(into, group.handled(), "handled");
    verdict(into, group.open(), "open");
    return into.toString();
  }

  private static void verdict(StringBuilder into, long count, String word) {
    if (count > 0) {
      into.append(into.length() == 0 ? "" : ", ").append(Words.count(count)).append(' ');
      into.append(word);
    }
  }

  /** {@code 3 users}, {@code 1,000+ users}; empty if none is known. */
  static String users(Users users) {
    String more = users.more() ? "+" : "";
    int count = users.count();
    if (count == 0 && !users.more()) {
      return "";
    }
    return Words.count(count) + more + (count == 1 && !users.more() ? " user" : " users");
  }

  /** {@code GET /a 12, GET /b 3, others 4}. */
  static String counts(Tally tally) {
    StringBuilder into = new StringBuilder();
    for (Map.Entry<String, Long> entry : tally.entries()) {
      into.append(into.length() == 0 ? "" : ", ").append(entry.getKey());
      into.append(" (").append(Words.count(entry.getValue())).append(')');
    }
    if (tally.others() > 0) {
      into.append(into.length() == 0 ? "" : ", ").append("others (");
      into.append(Words.count(tally.others())).append(')');
    }
    return into.toString();
  }

  /** {@code a, b, ...}: the first of them. */
  static String names(Tally tally, int most) {
    StringBuilder into = new StringBuilder();
    List<String> names = tally.names();
    for (int i = 0; i < names.size() && i < most; i++) {
      into.append(i == 0 ? "" : ", ").append(names.get(i));
    }
    boolean more = names.size() > most || tally.others() > 0;
    return more ? into.append(", ...").toString() : into.toString();
  }
}
