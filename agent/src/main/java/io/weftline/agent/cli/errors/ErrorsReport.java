package io.weftline.agent.cli.errors;

import io.weftline.agent.console.Words;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** What is told of the groups that were found. Used once; one thread. */
public final class ErrorsReport {
  private static final int FAILED = 1;
  private static final int MAX_OF_TYPE = 10;

  private final ErrorLedger ledger;
  private final ErrorsRequest request;
  private final Span span;
  private final List<String> complaints = new ArrayList<String>();

  public ErrorsReport(ErrorLedger ledger, ErrorsRequest request) {
    this.ledger = ledger;
    this.request = request;
    span = new Span(ledger.reach, request);
  }

  /** Prints it; returns the exit code. */
  public int print(PrintStream out) {
    int code = 0;
    if (ledger.reach.isEmpty()) {
      complaints.add("no event of Weftline in what was read");
      code = FAILED;
    } else if (request.id == null) {
      list(out);
    } else {
      code = one(out);
    }
    limits();
    return code;
  }

  /** What is to be said besides. */
  public List<String> complaints() {
    return complaints;
  }

  private void list(PrintStream out) {
    List<ErrorGroup> groups = ledger.groups();
    Collections.sort(groups, new Order());
    if (!request.json) {
      new ListText(ledger, request, span).print(groups, out);
      return;
    }
    ErrorsJson json = new ErrorsJson(span);
    int most = request.limit == ErrorsRequest.ALL ? groups.size() : request.limit;
    for (int i = 0; i < groups.size() && i < most && !out.checkError(); i++) {
      out.print(json.render(groups.get(i), null) + '\n');
    }
  }

  private int one(PrintStream out) {
    List<Finder.Kept> matches = ledger.finder.matches();
    if (matches.size() != 1 || ledger.finder.more() && !request.id.equals(matches.get(0).id)) {
      complain(matches);
      return FAILED;
    }
    Finder.Kept kept = matches.get(0);
    if (kept.isUnit()) {
      List<ErrorGroup> groups = ofType(kept.type);
      out.print(
          request.json
              ? new ErrorsJson(span).render(kept, groups) + '\n'
              : new GroupText(request, span).render(kept, groups));
    } else {
      ErrorGroup group = ledger.find(kept.fingerprint);
      out.print(
          request.json
              ? new ErrorsJson(span).render(group, kept) + '\n'
              : new GroupText(request, span).render(group, kept));
    }
    return 0;
  }

  private List<ErrorGroup> ofType(String type) {
    List<ErrorGroup> groups = new ArrayList<ErrorGroup>();
    for (ErrorGroup group : ledger.groups()) {
      if (type != null && type.equals(group.type())) {
        groups.add(group);
      }
    }
    Collections.sort(groups, new Order());
    return groups.size() > MAX_OF_TYPE ? groups.subList(0, MAX_OF_TYPE) : groups;
  }

  private void complain(List<Finder.Kept> matches) {
    String since = request.hasSince() ? Times.text(request.since) : Times.text(span.from);
    if (matches.isEmpty()) {
      complaints.add(
          "no exception whose fingerprint or error.id begins with '"
              + request.id
              + "' among "
              + Words.count(ledger.exceptions())
              + " since "
              + since
              + " UTC: its file may have been deleted by rotation, or belong to another service"
              + " ('errors' lists the groups that are here, 'tail --id' finds events by any id)");
      return;
    }
    StringBuilder text = new StringBuilder("'" + request.id + "' may mean ");
    text.append(ledger.finder.more() ? "more than " : "").append(matches.size()).append(": ");
    String comma = "";
    for (Finder.Kept match : matches) {
      text.append(comma).append(match.isGroup() ? "the group " : "the occurrence ");
      text.append(match.id).append(" (").append(Page.shortType(match.type)).append(')');
      comma = ", ";
    }
    complaints.add(text.append("; write more of it").toString());
  }

  private void limits() {
    if (ledger.ungrouped() > 0) {
      complaints.add(
          "more than "
              + Words.count(ErrorLedger.MAX_GROUPS)
              + " groups: "
              + Words.count(ledger.ungrouped(), "exception")
              + " of others counted, but not shown (--since takes fewer)");
    }
    if (ledger.unremembered() > 0) {
      complaints.add(
          "more than "
              + Words.count(ErrorLedger.MAX_LINES)
              + " lines of exceptions: of the "
              + Words.count(ledger.unremembered())
              + " beyond, those that are in two files count twice (--since takes fewer)");
    }
    if (ledger.namesFull()) {
      complaints.add(
          "more users, routes or versions than can be held: of some groups some are"
              + " counted as others");
    }
  }

  /** As it was asked for; what is equal by count, then by the latest, then by fingerprint. */
  private final class Order implements Comparator<ErrorGroup> {
    @Override
    public int compare(ErrorGroup one, ErrorGroup other) {
      int order = asked(one, other);
      order = order == 0 ? Long.compare(other.count(), one.count()) : order;
      order = order == 0 ? Long.compare(other.last(), one.last()) : order;
      return order == 0 ? one.fingerprint.compareTo(other.fingerprint) : order;
    }

    private int asked(ErrorGroup one, ErrorGroup other) {
      switch (request.sort) {
        case COUNT:
          return 0;
        case LAST:
          return Long.compare(other.last(), one.last());
        case FIRST:
          return Long.compare(other.first(), one.first());
        default:
          return Boolean.compare(span.isNew(other), span.isNew(one));
      }
    }
  }
}
