package io.weftline.agent.cli.verify;

/** Something that is wrong, and where. Immutable. */
final class Finding {

  /** What can be wrong, with what to do about it. */
  enum Kind {
    MISSING_LINES(
        "The agent only ever adds lines: somebody or a tool has changed the file, or the disk has"
            + " lost what it had taken (a power cut). They cannot be brought back."),
    MISSING_FILE(
        "Only the oldest files are ever deleted: this one was removed or moved away. Name it as an"
            + " argument if it is somewhere else."),
    MORE_LINES("Lines were added by something else, or an account was changed."),
    TWICE("Something has copied lines or whole files; what counts events counts these double."),
    DAMAGED(
        "Look at it with: zcat -f FILE | sed -n LINEp. If the disk is sound, something else has"
            + " written into the file."),
    BROKEN_ARCHIVE("The file is not whole: it was cut or copied while it was made, or is damaged."),
    NO_HEADER("The first line was removed or damaged; its events are counted all the same."),
    NO_OWNER("Whose they are cannot be told: the first line of the file, agent.file, is missing."),
    ACCOUNT("The figures contradict each other: a defect of the agent unless a file was changed."),
    NEVER_MADE("Lines were added by something else, or a number was changed."),
    COPY("The files of errors hold copies only: compare with the line in the main file."),
    TOO_MUCH("Give fewer files at once.");

    final String advice;

    Kind(String advice) {
      this.advice = advice;
    }
  }

  final Kind kind;

  /** Null where it is no single file. */
  final EventFile file;

  /** From 1; 0 where it is no single line. */
  final int line;

  /** A clause that follows the place. */
  final String text;

  Finding(Kind kind, EventFile file, int line, String text) {
    this.kind = kind;
    this.file = file;
    this.line = line;
    this.text = text;
  }

  /** The place and what is wrong there. */
  String sentence() {
    if (file == null) {
      return text;
    }
    return file.name() + (line > 0 ? ":" + line : "") + ": " + text;
  }

  String advice() {
    if (kind != Kind.DAMAGED || file == null) {
      return kind.advice;
    }
    return kind.advice.replace("FILE", quoted(file.name())).replace("LINE", "" + line);
  }

  /** The name as a shell takes it, so that it can be copied. */
  private static String quoted(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = c < 0x7f && (Character.isLetterOrDigit(c) || "._-/".indexOf(c) >= 0);
      if (!plain) {
        return "'" + name.replace("'", "'\\''") + "'";
      }
    }
    return name;
  }
}
