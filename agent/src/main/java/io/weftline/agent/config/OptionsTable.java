package io.weftline.agent.config;

import java.util.List;

/** The options as the README has them. Stateless; not used at run time. */
public final class OptionsTable {
  private OptionsTable() {}

  /** A Markdown table with a line for each option, in the order given. */
  public static String markdown(List<Option<?>> options) {
    StringBuilder table = new StringBuilder(8192);
    table.append("| key | default | allowed | what it does |\n|---|---|---|---|\n");
    for (Option<?> option : options) {
      table.append("| ").append(code(option.key()));
      table.append(" | ").append(code(option.defaultText()));
      table.append(" | ").append(escaped(option.bounds()));
      table.append(" | ").append(escaped(option.summary())).append(" |\n");
    }
    return table.toString();
  }

  private static String code(String text) {
    return text.length() == 0 ? "" : "`" + escaped(text) + "`";
  }

  /** A bar ends a cell even within code. */
  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
