package io.weftline.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types of values that options have. Stateless, like every type it gives out. */
final class ValueTypes {
  /** More members a list cannot have: each is compared with every class or request. */
  static final int MAX_MEMBERS = 1000;

  static final int MAX_TEXT_CHARS = 4096;
  static final int MAX_LABELS = 32;
  static final int MAX_LABEL_CHARS = 256;

  private ValueTypes() {}

  static ValueType<String> text() {
    return new Text();
  }

  static ValueType<Boolean> flag() {
    return new Flag();
  }

  static ValueType<Long> integer(long min, long max) {
    return Quantity.integer(min, max);
  }

  static ValueType<Long> duration(String min, String max) {
    return Quantity.duration(min, max);
  }

  static ValueType<Long> durationOrOff(String min, String max) {
    return Quantity.durationOrOff(min, max);
  }

  static ValueType<Long> threshold() {
    return Quantity.threshold();
  }

  static ValueType<Long> size(String min, String max) {
    return Quantity.size(min, max, false);
  }

  static ValueType<Long> sizeOrOff(String min, String max) {
    return Quantity.size(min, max, true);
  }

  static ValueType<Long> percent(String min, String max) {
    return Quantity.percent(min, max);
  }

  static ValueType<String> choice(String... words) {
    return new Choice(words);
  }

  static ValueType<Map<String, String>> labels() {
    return new Labels();
  }

  static ValueType<List<String>> texts() {
    return new Texts();
  }

  static ValueType<List<MethodPattern>> patterns() {
    return new Patterns();
  }

  static ValueType<List<MethodThreshold>> methodThresholds() {
    return new MethodThresholds();
  }

  static ValueType<List<RouteThreshold>> routeThresholds() {
    return new RouteThresholds();
  }

  /** {@code slow, all or none}. */
  static String inWords(String[] words, String conjunction) {
    StringBuilder sentence = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      if (i < words.length - 1) {
        sentence.append(", ");
      } else {
        sentence.append(' ').append(conjunction).append(' ');
      }
      sentence.append(words[i]);
    }
    return sentence.toString();
  }

  /** The members between commas, blanks at their ends removed, empty ones left out. */
  static List<String> members(String text) {
    List<String> members = new ArrayList<String>(4);
    int from = 0;
    while (from <= text.length()) {
      int to = text.indexOf(',', from);
      if (to < 0) {
        to = text.length();
      }
      String member = text.substring(from, to).trim();
      if (member.length() > 0) {
        members.add(member);
      }
      from = to + 1;
    }
    return members;
  }

  /** Cuts a list that is too long, with a problem. */
  static List<String> bounded(List<String> members, List<String> problems) {
    if (members.size() <= MAX_MEMBERS) {
      return members;
    }
    problems.add(
        "there are " + members.size() + " members: only the first " + MAX_MEMBERS + " are used");
    return members.subList(0, MAX_MEMBERS);
  }

  /** What a list has come to: null, so that the default stands in, if every member was bad. */
  static <T> List<T> listOrNull(List<T> kept, List<String> problems) {
    return kept.isEmpty() && !problems.isEmpty() ? null : Collections.unmodifiableList(kept);
  }

  private static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** What is wrong with a plain text, or null. */
  private static String textProblem(String text) {
    if (text.length() > MAX_TEXT_CHARS) {
      return Problem.quoted(text)
          + " has "
          + text.length()
          + " characters; allowed are "
          + MAX_TEXT_CHARS;
    }
    return hasControls(text) ? Problem.quoted(text) + " contains control characters" : null;
  }

  private static final class Text implements ValueType<String> {
    @Override
    public String read(String text, List<String> problems) {
      String value = text.trim();
      String problem = textProblem(value);
      if (problem != null) {
        problems.add(problem);
        return null;
      }
      return value;
    }

    @Override
    public String bounds() {
      return "";
    }
  }

  private static final class Flag implements ValueType<Boolean> {
    @Override
    public Boolean read(String text, List<String> problems) {
      String value = text.trim();
      if ("true".equalsIgnoreCase(value)) {
        return Boolean.TRUE;
      }
      if ("false".equalsIgnoreCase(value)) {
        return Boolean.FALSE;
      }
      problems.add(Problem.quoted(value) + " is neither true nor false");
      return null;
    }

    @Override
    public String bounds() {
      return "true or false";
    }
  }

  private static final class Choice implements ValueType<String> {
    private final String[] words;

    Choice(String... words) {
      this.words = words;
    }

    @Override
    public String read(String text, List<String> problems) {
      String value = text.trim();
      for (String word : words) {
        if (word.equalsIgnoreCase(value)) {
          return word;
        }
      }
      problems.add(Problem.quoted(value) + " is not allowed; allowed: " + bounds());
      return null;
    }

    @Override
    public String bounds() {
      return inWords(words, "or");
    }
  }

  private static final class Texts implements ValueType<List<String>> {
    @Override
    public List<String> read(String text, List<String> problems) {
      List<String> kept = new ArrayList<String>(4);
      for (String member : bounded(members(text), problems)) {
        String problem = textProblem(member);
        if (problem == null) {
          kept.add(member);
        } else {
          problems.add(problem);
        }
      }
      return listOrNull(kept, problems);
    }

    @Override
    public String bounds() {
      return "a list with commas";
    }
  }

  private static final class Labels implements ValueType<Map<String, String>> {
    @Override
    public Map<String, String> read(String text, List<String> problems) {
      Map<String, String> labels = new LinkedHashMap<String, String>();
      int refused = 0;
      for (String member : bounded(members(text), problems)) {
        int equals = member.indexOf('=');
        String name = equals < 0 ? "" : member.substring(0, equals).trim();
        String value = member.substring(equals + 1).trim();
        if (name.length() == 0 || value.length() == 0) {
          problems.add(Problem.quoted(member) + " is not a label such as team=shop");
        } else if (name.length() > MAX_LABEL_CHARS || value.length() > MAX_LABEL_CHARS) {
          problems.add(
              Problem.quoted(member)
                  + " is too long: name and value may have "
                  + MAX_LABEL_CHARS
                  + " characters each");
        } else if (hasControls(member)) {
          problems.add(Problem.quoted(member) + " contains control characters");
        } else if (labels.containsKey(name)) {
          problems.add("label " + Problem.quoted(name) + " is there twice: the first one is used");
        } else if (labels.size() == MAX_LABELS) {
          refused++;
        } else {
          labels.put(name, value);
        }
      }
      if (refused > 0) {
        problems.add(
            "there are "
                + (MAX_LABELS + refused)
                + " labels: only the first "
                + MAX_LABELS
                + " are used");
      }
      boolean nothingKept = labels.isEmpty() && !problems.isEmpty();
      return nothingKept ? null : Collections.unmodifiableMap(labels);
    }

    @Override
    public String bounds() {
      return "labels such as team=shop,region=eu";
    }
  }
}
