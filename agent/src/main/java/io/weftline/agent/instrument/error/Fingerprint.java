package io.weftline.agent.instrument.error;

import io.weftline.agent.trace.ApplicationFrames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The group of an exception as 64 bits: the types of the throwable and its causes, and the
 * application's frames. Of the root cause they count all, the nearest {@value #MAX_FRAMES}; of what
 * it was wrapped in, the one that did so. A frame is a class and a method: no line, no number that
 * a compiler or a proxy factory has given, so that a group is the same on every host and in the
 * next release. A method counts where it comes first: how deep a recursion was does not matter, and
 * of a stack overflow, whose last call is chance, all that call each other count in no order.
 *
 * <p>Where no frame is the application's those of its libraries count, without the JDK, whose own
 * differ from release to release. The message counts only where there is no frame at all, without
 * what changes in it ({@link MessagePattern}).
 *
 * <p>FNV-1a over the characters, then the finisher of MurmurHash3. The values are contract: tests
 * pin them. Stateless.
 */
final class Fingerprint {
  static final int MAX_FRAMES = 20;
  private static final int MAX_LIBRARY_FRAMES = 5;

  /** What older compilers call a method by which a nested class gets at its outer one. */
  private static final String ACCESSOR = "access$";

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final String[] GENERATED_SUFFIXES = {
    "$HibernateProxy$", "$ByteBuddy$", "$MockitoMock$", "$auxiliary$"
  };

  private Fingerprint() {}

  /**
   * @param causes the throwable and its causes
   */
  static long of(List<Thrown> causes, ApplicationFrames application) {
    List<Thrown> chain = withoutFirstFailure(causes);
    Thrown root = chain.get(chain.size() - 1);
    long hash = FNV_OFFSET;
    for (Thrown each : chain) {
      hash = add(hash, className(each.type()));
    }
    List<String> frames = frames(root, application);
    boolean any = !frames.isEmpty();
    for (String each : frames) {
      hash = add(hash, each);
    }
    for (int i = chain.size() - 2; i >= 0; i--) {
      StackTraceElement[] wrapping = chain.get(i).frames();
      int first = Culprit.firstIndex(wrapping, application);
      hash = add(hash, first < 0 ? "" : name(wrapping[first]));
      any |= first >= 0;
    }
    return finish(any ? hash : withoutApplication(hash, chain, root));
  }

  /**
   * A class that could not be initialised is missed by all who use it afterwards; since Java 17 the
   * JDK gives them what failed the first time for a cause.
   */
  private static List<Thrown> withoutFirstFailure(List<Thrown> chain) {
    for (int i = 1; i < chain.size(); i++) {
      if (chain.get(i).throwable() instanceof ExceptionInInitializerError
          && chain.get(i - 1).throwable() instanceof NoClassDefFoundError) {
        return chain.subList(0, i);
      }
    }
    return chain;
  }

  private static long withoutApplication(long hash, List<Thrown> chain, Thrown root) {
    StackTraceElement[] frames = root.frames().length > 0 ? root.frames() : chain.get(0).frames();
    if (frames.length == 0) {
      return add(hash, MessagePattern.of(root.message()));
    }
    long result = hash;
    int added = 0;
    String before = null;
    for (StackTraceElement frame : frames) {
      String name = isJdk(frame.getClassName()) ? null : name(frame);
      if (name != null && !name.equals(before) && added < MAX_LIBRARY_FRAMES) {
        result = add(result, name);
        before = name;
        added++;
      }
    }
    return added > 0 ? result : add(result, name(frames[0]));
  }

  private static boolean isJdk(String className) {
    return className.startsWith("java.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.")
        || className.startsWith("com.sun.")
        || className.startsWith("$Proxy");
  }

  /** The application's, nearest first, each once. */
  private static List<String> frames(Thrown thrown, ApplicationFrames application) {
    boolean overflow = thrown.throwable() instanceof StackOverflowError;
    List<String> names = new ArrayList<String>();
    List<String> again = new ArrayList<String>();
    for (StackTraceElement frame : thrown.frames()) {
      if (names.size() == MAX_FRAMES) {
        break;
      }
      if (application.isApplication(frame.getClassName())
          && !frame.getMethodName().startsWith(ACCESSOR)) {
        String name = name(frame);
        if (!names.contains(name)) {
          names.add(name);
        } else if (overflow && !again.contains(name)) {
          again.add(name);
        }
      }
    }
    if (overflow && !again.isEmpty()) {
      Collections.sort(again);
      return again;
    }
    return names;
  }

  private static String name(StackTraceElement frame) {
    return className(frame.getClassName()) + '#' + methodName(frame.getMethodName());
  }

  static long ofName(String name) {
    return finish(add(FNV_OFFSET, name));
  }

  /** 16 digits, lower case. */
  static String hex(long value) {
    char[] digits = new char[16];
    for (int i = 0; i < 16; i++) {
      digits[i] = Character.forDigit((int) (value >>> (60 - 4 * i)) & 15, 16);
    }
    return new String(digits);
  }

  /** A bijection that spreads every bit over all. */
  static long finish(long value) {
    long hash = value;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  private static long add(long hash, String text) {
    long result = hash;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      result = (result ^ (c & 0xff)) * FNV_PRIME;
      result = (result ^ (c >>> 8)) * FNV_PRIME;
    }
    // Ends the part, so that what moves from one part to the next changes the value.
    return (result ^ 0xffff) * FNV_PRIME;
  }

  /** The name as it is in the source, as far as generators leave it visible. */
  static String className(String name) {
    int simple = name.lastIndexOf('.') + 1;
    if (name.startsWith("$Proxy", simple)) {
      return "$Proxy";
    }
    int end = name.length();
    int slash = name.indexOf('/');
    if (slash > 0) {
      end = slash;
    }
    int generated = name.indexOf("$$", simple + 1);
    if (generated > 0 && generated < end) {
      end = name.charAt(generated - 1) == '_' ? generated - 1 : generated;
    }
    for (String suffix : GENERATED_SUFFIXES) {
      int at = name.indexOf(suffix, simple + 1);
      if (at > 0 && at < end) {
        end = at;
      }
    }
    if (name.indexOf("Accessor", simple) > 0 && name.startsWith("Generated", simple)) {
      while (end > simple && isDigit(name.charAt(end - 1))) {
        end--;
      }
    }
    return withoutGivenNumbers(name.substring(0, end));
  }

  /** {@code lambda$place$3} and Kotlin's {@code place$lambda-3} without their number. */
  static String methodName(String name) {
    return withoutGivenNumbers(name);
  }

  /** Without digits after a dollar sign, or after the hyphen of Kotlin's lambdas. */
  private static String withoutGivenNumbers(String name) {
    if (name.indexOf('$') < 0) {
      return name;
    }
    StringBuilder kept = new StringBuilder(name.length());
    boolean given = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      given = isDigit(c) && (given || i > 0 && numbers(name, i - 1));
      if (!given) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static boolean numbers(String name, int at) {
    return name.charAt(at) == '$' || name.charAt(at) == '-' && name.startsWith("lambda", at - 6);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
