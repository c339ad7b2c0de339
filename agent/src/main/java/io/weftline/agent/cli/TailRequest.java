package io.weftline.agent.cli;

import java.util.List;

/** What the user asked {@code tail} for, checked. Immutable. */
final class TailRequest {
  /** Every line. */
  static final int ALL = -1;

  final List<String> files;
  final boolean follow;
  final boolean json;
  final boolean tree;
  final boolean local;
  final boolean colour;
  final int lines;
  final EventFilter filter;

  TailRequest(
      List<String> files,
      boolean follow,
      boolean json,
      boolean tree,
      boolean local,
      boolean colour,
      int lines,
      EventFilter filter) {
    this.files = files;
    this.follow = follow;
    this.json = json;
    this.tree = tree;
    this.local = local;
    this.colour = colour;
    this.lines = lines;
    this.filter = filter;
  }
}
