package io.weftline.agent.cli;

import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What can be written on the command line, with the texts of the help. Stateless. */
final class Grammar {
  static final String VERSION = "version";
  static final String SCHEMA = "schema";
  static final String CHECK_CONFIG = "check-config";
  static final String TAIL = "tail";
  static final String ERRORS = "errors";
  static final String VERIFY = "verify";
  static final String HELP = "help";

  private static final int WIDTH = 80;

  private Grammar() {}

  static CommandLine build() {
    CommandSpec root = command("weftline", "See what an unmodified Java service does.");
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .type(boolean.class)
            .description("The same as the command version.")
            .build());
    CommandLine line = new CommandLine(root);
    line.addSubcommand(TAIL, tail());
    line.addSubcommand(ERRORS, errors());
    line.addSubcommand(VERIFY, verify());
    line.addSubcommand(CHECK_CONFIG, checkConfig());
    line.addSubcommand(
        SCHEMA, command(SCHEMA, "Prints the JSON Schema of the events (draft 2020-12)."));
    line.addSubcommand(
        VERSION, command(VERSION, "Prints version, commit, schema and the Java in use."));
    CommandSpec help = command(HELP, "Explains a command.");
    help.addPositional(one("COMMAND", "One of the commands."));
    line.addSubcommand(HELP, help);
    line.setExpandAtFiles(false);
    line.setOverwrittenOptionsAllowed(true);
    return line;
  }

  private static CommandSpec command(String name, String... description) {
    CommandSpec command = CommandSpec.create().name(name);
    command.usageMessage().description(description).width(WIDTH).sortOptions(false);
    command.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .usageHelp(true)
            .description("Explains the command.")
            .build());
    return command;
  }

  private static PositionalParamSpec one(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("0..1")
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private static CommandSpec checkConfig() {
    CommandSpec command =
        command(
            CHECK_CONFIG,
            "Shows the options in force with the source of each, and what is wrong with them."
                + " System properties and environment variables are applied as in the application.",
            "Exit code: 0 if nothing is wrong, 3 if there are problems.");
    command.addPositional(
        one(
            "FILE",
            "The properties file; without it the agent's own search: ./weftline.properties, then"
                + " beside the jar."));
    return command;
  }

  private static CommandSpec tail() {
    CommandSpec command =
        command(
            TAIL,
            "Shows events, one coloured line each. Several files are merged by time; compressed"
                + " backups are read as well.",
            "Exit code: 0, or 1 if a file could not be read.");
    command.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("FILE")
            .description(
                "Files, directories, or - for standard input. Without any: each *.jsonl in"
                    + " ./weftline but *-errors.jsonl.")
            .build());
    flag(command, "Goes on with what is written, through rotation.", "-f", "--follow");
    value(command, "LINES", "Only the last LINES; with -f the default is 10.", "-n", "--lines");
    value(
        command,
        "KINDS",
        "Only these kinds or groups of them: db.query,exception,agent.",
        "-k",
        "--kind");
    value(command, "LEVEL", "Only this level and above: WARN.", "-l", "--level");
    command.addOption(
        OptionSpec.builder("-s", "--slow")
            .type(String.class)
            .arity("0..1")
            .fallbackValue("")
            .preprocessor(new OptionalDuration())
            .paramLabel("DURATION")
            .description("Only what is marked slow, or took DURATION (300ms, 2s) or longer.")
            .build());
    value(
        command,
        "ID",
        "Only events of this id: of trace, span, request, error, group of errors, query, or seq.",
        "-i",
        "--id");
    flag(command, "Shows what is below: calls, queries, stack.", "-t", "--tree");
    flag(command, "Passes the lines on unchanged, for jq.", "-j", "--json");
    flag(command, "Shows times in the local time zone, not in UTC.", "--local");
    value(
        command,
        "WHEN",
        "auto (a terminal, and NO_COLOR not set), always or never.",
        "--color",
        "--colour");
    return command;
  }

  private static CommandSpec errors() {
    CommandSpec command =
        command(
            ERRORS,
            "Shows what is broken: exceptions in groups, each with how often, since when, trend,"
                + " place, users and versions, the new ones first; with --id one of them in full.",
            "Backups and files of errors are found by themselves; what is in two files counts"
                + " once, and a line that stands for many as many, spread over its minute.",
            "Trend: the last quarter of the time against the three before: rising is at least"
                + " twice as many, falling at most half, each by three or more; else steady. New is"
                + " what the files do not have before --since (without it: before the last"
                + " quarter), though they reach further back.",
            "Exit code: 0, or 1 if a file could not be read or nothing has that id.");
    command.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("FILE")
            .description(
                "Files (a current one stands for its backups and its errors too), directories, or"
                    + " - for standard input. Without any: ./weftline.")
            .build());
    value(
        command,
        "TIME",
        "Only what came since: a duration (30m, 24h, 7d) or a time (2026-11-21,"
            + " 2026-11-21T03:10Z), in UTC.",
        "--since");
    value(
        command,
        "ID",
        "One in full: the fingerprint of a group, the id of an occurrence (X-Error-ID), or at"
            + " least 4 characters that one of them begins with.",
        "-i",
        "--id");
    value(command, "ORDER", "new (then by count), count, last or first.", "--sort");
    value(
        command,
        "GROUPS",
        "Only the first GROUPS; the default is 20, all with --json.",
        "-n",
        "--groups");
    flag(
        command,
        "Prints a JSON object for each group, one a line: fingerprint, type, culprit, message,"
            + " level, count, handled, unhandled, open, first_seen, last_seen, new,"
            + " first_since_start, trend, trend_from, trend_to, trend_counts[], users, users_more,"
            + " services[], versions[], routes[], threads[] (each name, count); with --id also"
            + " occurrence, the event.",
        "-j",
        "--json");
    value(
        command,
        "WHEN",
        "auto (a terminal, and NO_COLOR not set), always or never.",
        "--color",
        "--colour");
    return command;
  }

  private static CommandSpec verify() {
    CommandSpec command =
        command(
            VERIFY,
            "Proves from the files alone that no event was lost uncounted: for each process that"
                + " wrote them, made = written + dropped, every line that was written is here once,"
                + " and no number is missing that was not dropped.",
            "Rotated and compressed backups are found by themselves; files of errors are held"
                + " against the lines that they copy.",
            "Exit code: 0 if nothing is wrong, 3 if lines are missing, doubled or damaged or an"
                + " account contradicts them, 1 if a file could not be read. Files that rotation"
                + " has deleted are nothing wrong, nor is the torn last line of a process that was"
                + " killed.");
    command.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("FILE")
            .description(
                "Files (a current one stands for its backups too) or directories. Without any: the"
                    + " directory of the configuration, as check-config finds it.")
            .build());
    flag(command, "Prints a JSON object for each process, one a line.", "-j", "--json");
    return command;
  }

  private static void flag(CommandSpec command, String description, String... names) {
    command.addOption(
        OptionSpec.builder(names).type(boolean.class).description(description).build());
  }

  private static void value(
      CommandSpec command, String label, String description, String... names) {
    command.addOption(
        OptionSpec.builder(names)
            .type(String.class)
            .arity("1")
            .paramLabel(label)
            .description(description)
            .build());
  }

  /** Keeps {@code --slow} from taking a file that follows it for its duration. */
  private static final class OptionalDuration implements CommandLine.IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> arguments, CommandSpec command, ArgSpec argument, Map<String, Object> info) {
      boolean attached = "=".equals(String.valueOf(info.get("separator")));
      if (!attached && (arguments.isEmpty() || !Durations.looksLikeOne(arguments.peek()))) {
        arguments.push("");
      }
      return false;
    }
  }
}
