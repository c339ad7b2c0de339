package io.weftline.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Patterns of methods, in the grammar of the README: {@code auto}, {@code @annotation [globs]}, or
 * globs of a type with a method behind a dot or {@code #}. Stateless.
 */
final class Patterns implements ValueType<List<MethodPattern>> {
  static final int MAX_PATTERN_CHARS = 512;

  private static final String[] OF_THE_JDK = {"java.", "jdk.", "sun.", "com.sun."};
  private static final String[] OURS = {"io.weftline.agent", "io.weftline.bootstrap"};

  @Override
  public List<MethodPattern> read(String text, List<String> problems) {
    List<MethodPattern> kept = new ArrayList<MethodPattern>(4);
    for (String member : ValueTypes.bounded(members(text), problems)) {
      MethodPattern pattern = parse(member, problems);
      if (pattern != null) {
        kept.add(pattern);
      }
    }
    return ValueTypes.listOrNull(kept, problems);
  }

  @Override
  public String bounds() {
    return "patterns with commas";
  }

  /** As {@link ValueTypes#members}, but a parameter list, though refused, is one thing. */
  static List<String> members(String text) {
    if (text.indexOf('(') < 0) {
      return ValueTypes.members(text);
    }
    List<String> members = new ArrayList<String>(4);
    int length = text.length();
    int from = 0;
    for (int i = 0; i <= length; i++) {
      if (i < length && text.charAt(i) == '(') {
        int to = i + 1;
        while (to < length && text.charAt(to) != ')' && text.charAt(to) != '(') {
          to++;
        }
        // One that is not closed must not swallow the patterns behind it.
        if (to < length && text.charAt(to) == ')') {
          i = to;
        }
      } else if (i == length || text.charAt(i) == ',') {
        String member = text.substring(from, i).trim();
        if (member.length() > 0) {
          members.add(member);
        }
        from = i + 1;
      }
    }
    return members;
  }

  /**
   * @param text without blanks at its ends, not empty
   * @return null if it is bad, with a problem added
   */
  static MethodPattern parse(String text, List<String> problems) {
    if (text.equals("auto")) {
      return new MethodPattern(text, true, null, null, null, null);
    }
    if (text.length() > MAX_PATTERN_CHARS) {
      return bad(text, "has more than " + MAX_PATTERN_CHARS + " characters", problems);
    }
    if (text.indexOf('(') >= 0) {
      return bad(
          text,
          "has a parameter list: overloads go together, leave out what begins with (",
          problems);
    }
    if (text.charAt(0) != '@') {
      return globs(text, null, text, problems);
    }
    int blank = 1;
    while (blank < text.length() && !isBlank(text.charAt(blank))) {
      blank++;
    }
    String annotation = text.substring(1, blank);
    if (annotation.indexOf('*') >= 0 || annotation.indexOf('#') >= 0) {
      return bad(text, "has a wildcard in the annotation, which is named in full", problems);
    }
    String problem =
        annotation.length() == 0 ? "names no annotation behind @" : nameProblem(annotation);
    if (problem != null) {
      return bad(text, problem, problems);
    }
    String globs = text.substring(blank).trim();
    return globs.length() == 0
        ? new MethodPattern(text, false, annotation, null, null, null)
        : globs(text, annotation, globs, problems);
  }

  private static MethodPattern globs(
      String text, String annotation, String globs, List<String> problems) {
    int hash = globs.indexOf('#');
    String typeText = hash < 0 ? globs : globs.substring(0, hash);
    String problem = typeProblem(typeText, hash >= 0);
    if (problem == null && hash >= 0) {
      problem = methodProblem(globs.substring(hash + 1));
    }
    if (problem != null) {
      return bad(text, problem, problems);
    }
    if (hash >= 0) {
      NameGlob method = NameGlob.method(globs.substring(hash + 1));
      return new MethodPattern(text, false, annotation, null, NameGlob.type(typeText), method);
    }
    int dot = globs.lastIndexOf('.');
    String last = globs.substring(dot + 1);
    // Whole segments at the end are never a method.
    boolean hasMethod = dot > 0 && !last.equals("**");
    return new MethodPattern(
        text,
        false,
        annotation,
        NameGlob.type(globs),
        hasMethod ? NameGlob.type(globs.substring(0, dot)) : null,
        hasMethod ? NameGlob.method(last) : null);
  }

  private static String typeProblem(String type, boolean isBeforeHash) {
    if (type.length() == 0 && isBeforeHash) {
      return "names no type before #";
    }
    String problem = nameProblem(type);
    if (problem != null) {
      return problem;
    }
    int stars = type.indexOf("**");
    while (stars >= 0) {
      boolean begins = stars == 0 || type.charAt(stars - 1) == '.';
      boolean ends = stars + 2 == type.length() || type.charAt(stars + 2) == '.';
      if (!begins || !ends) {
        return "has ** within a segment: it stands for whole segments, between dots";
      }
      stars = type.indexOf("**", stars + 2);
    }
    int star = type.indexOf('*');
    String fixed = star < 0 ? type : type.substring(0, star);
    for (String prefix : OF_THE_JDK) {
      if (fixed.startsWith(prefix)) {
        return "is refused: classes of the JDK are never woven";
      }
    }
    for (String ours : OURS) {
      if (type.equals(ours)
          || (fixed.startsWith(ours)
              && fixed.length() > ours.length()
              && fixed.charAt(ours.length()) == '.')) {
        return "is refused: the agent does not weave itself";
      }
    }
    return null;
  }

  private static String methodProblem(String method) {
    if (method.length() == 0) {
      return "names no method behind #";
    }
    if (method.indexOf('#') >= 0) {
      return "has more than one #";
    }
    if (method.indexOf('.') >= 0) {
      return "has a dot in the method behind #";
    }
    return characterProblem(method);
  }

  private static String nameProblem(String name) {
    if (name.charAt(0) == '.' || name.charAt(name.length() - 1) == '.' || name.contains("..")) {
      return "has an empty segment: nothing before, behind or between dots";
    }
    return characterProblem(name);
  }

  private static String characterProblem(String name) {
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      if (isBlank(character)) {
        return "has a blank in the middle: patterns are separated by commas";
      }
      if (character == '/') {
        return "has a /: packages are separated by dots";
      }
      // None of these can be in a name that a class file holds, or that a compiler makes.
      if (Character.isISOControl(character) || ";[]<>:)@=\"\\".indexOf(character) >= 0) {
        return "has the character "
            + Problem.quoted(String.valueOf(character))
            + ", which no name has";
      }
    }
    return null;
  }

  private static MethodPattern bad(String text, String what, List<String> problems) {
    problems.add("pattern " + Problem.quoted(text) + " " + what);
    return null;
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }
}
