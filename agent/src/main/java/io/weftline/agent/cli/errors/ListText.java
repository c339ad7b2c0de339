package io.weftline.agent.cli.errors;

import io.weftline.agent.console.Palette;
import io.weftline.agent.console.SafeText;
import io.weftline.agent.console.Words;
import java.io.PrintStream;
import java.util.List;

/** All groups, four lines each. Used once; one thread. */
final class ListText {
  private static final int MARK_CHARS = 4;
  private static final int COUNT_CHARS = 12;
  private static final int LEVEL_CHARS = 5;
  private static final int TYPE_CHARS = 42;
  private static final int ID_CHARS = 16;
  private static final String INDENT = "                  ";
  private static final int MAX_TEXT_CHARS = 160;
  private static final int MAX_PLACE_CHARS = 300;
  private static final int MAX_NAMED = 3;
  private static final int MAX_SERVICES = 5;

  private final ErrorLedger ledger;
  private final ErrorsRequest request;
  private final Span span;
  private final Palette palette;

  ListText(ErrorLedger ledger, ErrorsRequest request, Span span) {
    this.ledger = ledger;
    this.request = request;
    this.span = span;
    palette = new Palette(request.colour);
  }

  /**
   * @param groups in order
   */
  void print(List<ErrorGroup> groups, PrintStream out) {
    out.print(heading(groups));
    int most = request.limit == ErrorsRequest.ALL ? groups.size() : request.limit;
    for (int i = 0; i < groups.size() && i < most && !out.checkError(); i++) {
      out.print('\n' + group(groups.get(i)));
    }
    if (groups.size() > most) {
      String left = Words.count(groups.size() - most, "group");
      out.print("\n... and " + left + " more: -n " + groups.size() + " shows all\n");
    }
    if (!groups.isEmpty() && most > 0) {
      String id = SafeText.of(groups.get(0).fingerprint, MAX_TEXT_CHARS);
      String line = "One in full:  " + request.command + " errors --id " + id;
      out.print('\n' + palette.dim() + line + palette.end() + '\n');
    }
  }

  private String heading(List<ErrorGroup> groups) {
    Page page = new Page(palette);
    long fresh = 0;
    for (ErrorGroup group : groups) {
      fresh += span.isNew(group) ? 1 : 0;
    }
    String since = request.hasSince() ? " since " + Times.text(request.since) : "";
    if (groups.isEmpty()) {
      page.add("No exceptions").add(since).add(" (times are UTC)").end();
    } else {
      page.add(Words.count(groups.size(), "group") + " of exceptions, ");
      page.add(Words.count(ledger.exceptions()) + " in all").add(since);
      page.add(fresh == 0 ? "" : ", " + Words.count(fresh) + " NEW").add(" (times are UTC)").end();
    }
    reach(page);
    if (!groups.isEmpty()) {
      String length = Times.length((span.to - span.from) / Span.COLUMNS);
      String told =
          !span.canTellNew()
              ? "What is new cannot be told: the files do not reach further back."
              : request.hasSince()
                  ? "NEW: not in the files before that."
                  : "NEW: not in the files before " + Times.text(span.newFrom) + '.';
      page.wrap("", "", told + " A column of the trend is " + length + '.', MAX_PLACE_CHARS);
    }
    return page.out.toString();
  }

  private void reach(Page page) {
    int told = 0;
    for (String service : ledger.reach.services()) {
      if (++told > MAX_SERVICES) {
        break;
      }
      long all = ledger.reach.ofAll(service);
      long errors = ledger.reach.ofErrors(service);
      String name = service.isEmpty() ? "(no service)" : service;
      StringBuilder text = new StringBuilder("Files of ").append(name).append(" from ");
      if (all == Long.MAX_VALUE) {
        text.append(Times.text(errors)).append(" on, ERROR and FATAL only");
      } else {
        text.append(Times.text(all)).append(" on");
        text.append(errors < all ? ", ERROR and FATAL from " + Times.text(errors) + " on" : "");
      }
      text.append(told == 1 ? "; the last line is of " + Times.text(span.to) : "");
      page.wrap("", "  ", text.append('.').toString(), MAX_PLACE_CHARS);
    }
    int more = ledger.reach.count() - MAX_SERVICES;
    if (more > 0) {
      page.add("... and of ").add(Words.count(more)).add(" more services").end();
    }
  }

  private String group(ErrorGroup group) {
    Page page = new Page(palette);
    boolean fresh = span.isNew(group);
    page.add(fresh ? palette.alarm() : "").pad(fresh ? "NEW" : "", MARK_CHARS);
    page.add(fresh ? palette.end() : "").right(Words.count(group.count()), COUNT_CHARS).add("  ");
    page.add(palette.level(group.level())).pad(group.level(), LEVEL_CHARS).add(palette.end());
    page.add("  ").pad(SafeText.of(Page.shortType(group.type()), TYPE_CHARS), TYPE_CHARS);
    page.add(" ").add(Span.spark(span.columns(group))).add(" ").add(span.trend(group).word).end();
    int start = page.out.length();
    String message = SafeText.of(group.message(), Page.WIDTH - INDENT.length()).trim();
    if (!message.isEmpty()) {
      page.add(INDENT).add(message).end();
    }
    if (group.culprit() != null) {
      page.add(INDENT).add("at " + SafeText.of(group.culprit(), MAX_PLACE_CHARS)).end();
    }
    page.wrap(INDENT, INDENT, facts(group), MAX_PLACE_CHARS);
    // Where its rows begin there is room for what one goes on with.
    String id = SafeText.of(group.fingerprint, ID_CHARS);
    page.out.replace(start, start + id.length(), palette.kind() + id + palette.end());
    return page.out.toString();
  }

  private static String facts(ErrorGroup group) {
    StringBuilder into = new StringBuilder(Times.period(group.first(), group.last()));
    into.append(", ").append(Page.verdicts(group));
    into.append(group.firstSinceStart() ? ", first since a start" : "");
    String users = Page.users(group.users);
    into.append(users.isEmpty() ? "" : ", ").append(users);
    String services = Page.names(group.services, MAX_NAMED);
    into.append(services.isEmpty() ? "" : ", ").append(services);
    String versions = Page.names(group.versions, MAX_NAMED);
    return into.append(versions.isEmpty() ? "" : " ").append(versions).toString();
  }
}
