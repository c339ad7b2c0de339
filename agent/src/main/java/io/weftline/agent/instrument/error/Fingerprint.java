package io.weftline.agent.instrument.error;

/**
 * The group of an exception as 64 bits: type, class and method of the culprit and of the place
 * where it was wrapped, type of the root cause. No line numbers, and no numbers that a compiler or
 * a proxy factory has given, so that a group is the same on every host and in the next release.
 *
 * <p>FNV-1a over the characters, then the finisher of MurmurHash3. The values are contract: tests
 * pin them. Stateless.
 */
final class Fingerprint {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final String[] GENERATED_SUFFIXES = {
    "$HibernateProxy$", "$ByteBuddy$", "$MockitoMock$", "$auxiliary$"
  };

  private Fingerprint() {}

  static long of(String type, Culprit culprit, String rootType) {
    long hash = add(FNV_OFFSET, className(type));
    hash = add(hash, culprit.frame);
    hash = add(hash, culprit.wrapper);
    return finish(add(hash, className(rootType)));
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

  private static long add(long hash, StackTraceElement frame) {
    return frame == null
        ? add(hash, "")
        : add(add(hash, className(frame.getClassName())), methodName(frame.getMethodName()));
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
