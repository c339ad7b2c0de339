package io.weftline.agent.cli;

import io.weftline.agent.Build;
import io.weftline.agent.cli.errors.ErrorsRequest;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: {@code java -jar weftline.jar}. Called by the main thread of a process that
 * does nothing else; the only place that ends it.
 */
public final class Main implements Consumer<Object[]> {
  private static final String SCHEMA_NAME = "weftline-event/1";
  private static final String SCHEMA_RESOURCE =
      "io/weftline/agent/schema/weftline-event-1.schema.json";
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Surroundings surroundings;

  /** Called by name, from the entry of the jar. */
  public Main() {
    this(Surroundings.ofProcess());
  }

  Main(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs the command in {@code arguments[0]}, an array of strings, and ends the process. */
  @Override
  public void accept(Object[] arguments) {
    StandardOutput standard = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintStream out = utf8(new BufferedOutputStream(standard, BUFFER_BYTES));
    PrintStream err = utf8(new FileOutputStream(FileDescriptor.err));
    int code = run((String[]) arguments[0], out, err);
    if (out.checkError() && standard.complaint() != null) {
      new Stderr(err).say("the output could not be written: " + standard.complaint());
      code = FAILED;
    }
    System.exit(code);
  }

  private static PrintStream utf8(OutputStream stream) {
    try {
      return new PrintStream(stream, false, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java has UTF-8", e);
    }
  }

  /** Runs a command and returns the exit code. */
  int run(String[] arguments, PrintStream out, PrintStream err) {
    Stderr stderr = new Stderr(err);
    int code;
    try {
      code = dispatch(Grammar.build(), arguments, out, stderr);
    } catch (ParameterException e) {
      stderr.say(explain(e));
      code = WRONG_USAGE;
    } catch (UsageException e) {
      stderr.say(e.getMessage());
      code = WRONG_USAGE;
    }
    out.flush();
    return code;
  }

  private int dispatch(CommandLine line, String[] arguments, PrintStream out, Stderr stderr)
      throws UsageException {
    ParseResult parsed = line.parseArgs(arguments);
    if (parsed.hasMatchedOption("--version")) {
      return version(out);
    }
    ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    if (command == parsed) {
      out.print(FirstScreen.text(Build.version(), surroundings.jarName()));
      return 0;
    }
    String name = command.commandSpec().name();
    if (command.isUsageHelpRequested()) {
      return help(line, name, out);
    }
    if (name.equals(Grammar.TAIL)) {
      return new Tail(TailParser.parse(command, surroundings, stderr), surroundings, out, stderr)
          .run();
    }
    if (name.equals(Grammar.ERRORS)) {
      ErrorsRequest request = ErrorsParser.parse(command, surroundings, Instant.now());
      return new Errors(request, surroundings, out, stderr)
          .run(command.matchedPositionalValue(0, Collections.<String>emptyList()));
    }
    if (name.equals(Grammar.VERIFY)) {
      return new Verify(surroundings, out, stderr)
          .run(
              command.matchedPositionalValue(0, Collections.<String>emptyList()),
              command.hasMatchedOption("--json"));
    }
    if (name.equals(Grammar.CHECK_CONFIG)) {
      String file = command.matchedPositionalValue(0, (String) null);
      return new CheckConfig(surroundings, out, stderr).run(file);
    }
    if (name.equals(Grammar.SCHEMA)) {
      return schema(out, stderr);
    }
    if (name.equals(Grammar.VERSION)) {
      return version(out);
    }
    return help(line, command.matchedPositionalValue(0, (String) null), out);
  }

  private int version(PrintStream out) {
    out.print("weftline " + Build.version() + "\n");
    out.print("commit   " + Build.commit() + "\n");
    out.print("schema   " + SCHEMA_NAME + "\n");
    out.print("java     " + property("java.version") + " (" + property("java.vm.name"));
    out.print(", " + property("java.home") + ")\n");
    return 0;
  }

  private String property(String name) {
    return surroundings.properties.getProperty(name, "unknown");
  }

  private int schema(PrintStream out, Stderr stderr) {
    try (InputStream stream = surroundings.resources.getResourceAsStream(SCHEMA_RESOURCE)) {
      if (stream == null) {
        stderr.say("the schema is not in this jar: it is damaged, fetch it again");
        return FAILED;
      }
      byte[] buffer = new byte[8192];
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        out.write(buffer, 0, count);
      }
      return 0;
    } catch (IOException e) {
      stderr.unreadable("the schema in the jar", e);
      return FAILED;
    }
  }

  private int help(CommandLine line, String name, PrintStream out) throws UsageException {
    if (name == null) {
      out.print(FirstScreen.text(Build.version(), surroundings.jarName()));
      return 0;
    }
    CommandLine command = line.getSubcommands().get(name);
    if (command == null) {
      throw new UsageException(unknownCommand(name, line));
    }
    out.print(command.getUsageMessage(Ansi.OFF).replace("\r\n", "\n"));
    return 0;
  }

  private static String unknownCommand(String name, CommandLine line) {
    return "unknown command '"
        + name
        + "'"
        + Nearest.hint(name, line.getSubcommands().keySet())
        + " (without arguments all commands are shown)";
  }

  /** What is wrong, in one sentence, with what was probably meant. */
  private static String explain(ParameterException e) {
    CommandLine line = e.getCommandLine();
    boolean root = line.getParent() == null;
    String help = root ? "" : " ('help " + line.getCommandName() + "' explains)";
    if (!(e instanceof UnmatchedArgumentException)) {
      return e.getMessage() + help;
    }
    List<String> unmatched = ((UnmatchedArgumentException) e).getUnmatched();
    String word = unmatched.isEmpty() ? "" : unmatched.get(0);
    if (!word.startsWith("-") || word.length() == 1) {
      return root ? unknownCommand(word, line) : "one argument too many: '" + word + "'" + help;
    }
    int equals = word.indexOf('=');
    String option = equals < 0 ? word : word.substring(0, equals);
    List<String> options = new ArrayList<String>(line.getCommandSpec().optionsMap().keySet());
    return "unknown option '" + option + "'" + Nearest.hint(option, options) + help;
  }
}
