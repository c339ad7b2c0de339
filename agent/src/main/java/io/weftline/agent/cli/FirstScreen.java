package io.weftline.agent.cli;

/** What is shown without arguments: one screen, 24 lines of 80 columns. Stateless. */
final class FirstScreen {
  private FirstScreen() {}

  static String text(String version, String jar) {
    String run = "java -jar " + jar;
    return "Weftline "
        + version
        + ": see what an unmodified Java service does.\n"
        + "\n"
        + "Start the application with one flag more; nothing else is needed:\n"
        + "\n"
        + ("  java -javaagent:" + jar + " -jar app.jar\n")
        + "\n"
        + "Slow calls, SQL, exceptions and percentiles become JSON lines, each with its\n"
        + "cause, in files beside the application:\n"
        + "\n"
        + "  weftline/<service>.jsonl         every event; backups .1 (newest) to .5\n"
        + "  weftline/<service>-errors.jsonl  the events of level ERROR and FATAL again\n"
        + "  weftline.properties              options, if any:  slow.query=200ms\n"
        + "\n"
        + ("Commands (" + run + " COMMAND):\n")
        + "\n"
        + "  tail [-f] [FILE...]   events for people: one line each, --tree for the cause\n"
        + "  errors [FILE...]      what is broken: groups of exceptions, --since, --id\n"
        + "  verify [FILE...]      proves that no event was lost uncounted\n"
        + "  check-config [FILE]   the options in force, and what is wrong with them\n"
        + "  schema                the JSON Schema of the events\n"
        + "  version               version, commit, schema, Java\n"
        + "  help [COMMAND]        all about a command\n"
        + "\n"
        + ("Now running?  " + run + " tail -f\n");
  }
}
