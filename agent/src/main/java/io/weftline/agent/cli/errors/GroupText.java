package io.weftline.agent.cli.errors;

import io.weftline.agent.console.Palette;
import io.weftline.agent.console.SafeText;
import io.weftline.agent.console.Words;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One group and one of its occurrences in full. Used once; one thread. */
final class GroupText {
  private static final int LABEL_CHARS = 14;
  private static final String INDENT = "              ";
  private static final int MAX_TEXT_CHARS = 10_000;
  private static final int MAX_FACT_CHARS = 3000;
  private static final int MAX_LINE_CHARS = 400;
  private static final int MAX_STACK_LINES = 400;

  /** What is harmless in a command that a user copies. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:/+=@,-]{1,128}");

  private final ErrorsRequest request;
  private final Span span;
  private final Page page;

  GroupText(ErrorsRequest request, Span span) {
    this.request = request;
    this.span = span;
    page = new Page(new Palette(request.colour));
  }

  /**
   * @param kept the occurrence that was asked for, or the latest
   */
  String render(ErrorGroup group, Finder.Kept kept) {
    group(group);
    page.end();
    occurrence(new Details(kept.line), kept);
    goOn(new Details(kept.line), kept);
    return page.out.toString();
  }

  /**
   * The request of an occurrence that has no line of its own.
   *
   * @param groups those that it may be of
   */
  String render(Finder.Kept unit, List<ErrorGroup> groups) {
    Details details = new Details(unit.line);
    String text =
        "It has no line of its own: of a group the first errors.per-group in a minute are written"
            + " in full, the others are counted. This is its request:";
    page.wrap("", "", text, MAX_TEXT_CHARS);
    page.end();
    say("message", details.text("message"));
    say("failed with", unit.type);
    context(details, unit);
    if (!groups.isEmpty()) {
      page.end();
      page.dim("The groups of that type").end();
    }
    for (ErrorGroup group : groups) {
      String counted = Words.count(group.count()) + ", last " + Times.text(group.last());
      String place = group.culprit() == null ? "" : "  at " + group.culprit();
      page.wrap("  ", "    ", group.fingerprint + place + "  (" + counted + ')', MAX_LINE_CHARS);
    }
    goOn(details, unit);
    if (!groups.isEmpty() && isHarmless(groups.get(0).fingerprint)) {
      command("The first of the groups in full", "errors --id " + groups.get(0).fingerprint);
    }
    return page.out.toString();
  }

  private void group(ErrorGroup group) {
    boolean fresh = span.isNew(group);
    say("group", group.fingerprint + (fresh ? ", NEW since " + Times.text(span.newFrom) : ""));
    say("type", group.type());
    say("culprit", group.culprit());
    String since = request.hasSince() ? " since " + Times.text(request.since) : "";
    say("count", Words.count(group.count()) + since + ": " + Page.verdicts(group));
    say("level", group.level());
    say("seen", Times.period(group.first(), group.last()) + " UTC");
    say("", group.firstSinceStart() ? "one of them was the first since a start" : null);
    String length = Times.length((span.to - span.from) / Span.COLUMNS);
    String columns = " from " + Times.text(span.from) + " on, " + length + " a column";
    String spark = Span.spark(span.columns(group));
    say("trend", span.trend(group).word + "  " + spark + columns);
    say("routes", Page.counts(group.routes));
    String users = Page.users(group.users);
    if (!users.isEmpty()) {
      StringBuilder named = new StringBuilder(users).append(": ");
      for (int i = 0; i < group.users.named().size(); i++) {
        named.append(i == 0 ? "" : ", ").append(group.users.named().get(i));
      }
      boolean more = group.users.more() || group.users.count() > group.users.named().size();
      say("users", named.append(more ? ", ..." : "").toString());
    }
    say("services", Page.counts(group.services));
    say("versions", Page.counts(group.versions));
    say("threads", Page.counts(group.threads));
  }

  private void occurrence(Details one, Finder.Kept kept) {
    page.dim(kept.isGroup() ? "The latest occurrence" : "The occurrence").end();
    context(one, kept);
    say("error id", one.text("error.id"));
    String count = one.text("error.count");
    say("", count == null ? null : "this line stands for " + count + ", only counted");
    String handled = one.text("error.handled");
    say("handled", handled == null ? "not known, it left all that is timed" : yesOrNo(handled));
    lines("message", one.text("error.message"));
    String root = one.text("error.root_cause.type");
    say(
        "root cause",
        root == null ? null : cause(root, one.text("error.root_cause.message")),
        MAX_TEXT_CHARS);
    if (one.causes().size() > 1) {
      causes("causes", one.causes());
    }
    causes("suppressed", one.suppressed());
    breadcrumbs(one.breadcrumbs());
    stack(one.text("error.stack_trace"));
  }

  private static String yesOrNo(String flag) {
    return Boolean.parseBoolean(flag) ? "yes" : "no";
  }

  private void context(Details one, Finder.Kept kept) {
    say("time", Times.rfc(kept.micros));
    String service = one.text("service.name");
    String version = one.text("service.version");
    say(
        "service",
        service == null || version == null ? service : service + ' ' + version,
        MAX_LINE_CHARS);
    String route = one.text("http.route");
    String method = one.text("http.request.method");
    say("route", route == null || method == null ? route : method + ' ' + route);
    say("within", one.text("code.function.name"));
    say("thread", one.text("thread.name"));
    say("user", one.text("user_id"), MAX_LINE_CHARS);
    say("request id", one.text("request_id"));
    say("trace id", one.text("trace_id"));
  }

  private void say(String label, String text) {
    say(label, text, MAX_FACT_CHARS);
  }

  private void say(String label, String text, int maxChars) {
    if (text != null && !text.isEmpty()) {
      Palette palette = page.palette;
      page.add(palette.dim()).pad(label, LABEL_CHARS).add(palette.end());
      int start = page.out.length();
      page.wrap(INDENT, INDENT, text, maxChars);
      page.out.delete(start, start + INDENT.length());
    }
  }

  /** A text whose lines stay lines. */
  private void lines(String label, String text) {
    String begin = label;
    for (String line : text == null ? new String[0] : text.split("\n")) {
      if (!line.trim().isEmpty()) {
        say(begin, line, MAX_TEXT_CHARS);
        begin = "";
      }
    }
  }

  private static String cause(String type, String message) {
    return message == null || message.isEmpty() ? type : type + ": " + message;
  }

  private void causes(String label, List<Map<String, String>> causes) {
    String begin = label;
    for (Map<String, String> cause : causes) {
      if (cause.get("type") != null) {
        say(begin, cause(cause.get("type"), cause.get("message")), MAX_TEXT_CHARS);
        begin = "";
      }
    }
  }

  private void breadcrumbs(List<Map<String, String>> breadcrumbs) {
    if (breadcrumbs.isEmpty()) {
      return;
    }
    page.dim("What went before").end();
    for (Map<String, String> crumb : breadcrumbs) {
      StringBuilder line = new StringBuilder();
      for (String name : new String[] {"timestamp", "level", "kind", "message"}) {
        String value = crumb.get(name);
        line.append(value == null ? "" : value).append(value == null ? "" : "  ");
      }
      page.add("  ").add(SafeText.of(line.toString().trim(), MAX_LINE_CHARS)).end();
    }
  }

  private void stack(String stack) {
    if (stack == null) {
      return;
    }
    page.dim("Stack").end();
    String[] lines = stack.split("\n");
    for (int i = 0; i < lines.length && i < MAX_STACK_LINES; i++) {
      String line = lines[i].trim();
      boolean frame = line.startsWith("at ") || line.startsWith("... ");
      page.add(frame ? "    " : "  ").add(SafeText.of(line, MAX_LINE_CHARS)).end();
    }
    if (lines.length > MAX_STACK_LINES) {
      page.add("  ... and " + Words.count(lines.length - MAX_STACK_LINES, "line") + " more").end();
    }
  }

  private void goOn(Details one, Finder.Kept kept) {
    String files = kept.files == null ? "" : ' ' + kept.files;
    String request = one.text("request_id");
    String trace = one.text("trace_id");
    page.end();
    if (isHarmless(request)) {
      command("Everything that its request did", "tail --tree --id " + request + files);
    } else if (isHarmless(trace)) {
      command("Everything of its trace", "tail --tree --id " + trace + files);
    }
    if (isHarmless(kept.fingerprint)) {
      command("Each line of the group", "tail --id " + kept.fingerprint + files);
    }
  }

  private void command(String what, String arguments) {
    page.dim(what).end();
    page.add("  ").add(request.command).add(" ").add(SafeText.of(arguments, MAX_LINE_CHARS)).end();
  }

  private static boolean isHarmless(String text) {
    return text != null && HARMLESS.matcher(text).matches() && !text.startsWith("-");
  }
}
