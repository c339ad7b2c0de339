package io.weftline.agent.redact;

/**
 * Finds the value that belongs to a name: {@code name=value}, {@code "name": "value"}, {@code
 * <name>value</name>}, {@code --name value}, {@code name%3Dvalue}. Where the name is that of a
 * secret it says from where to where the value goes.
 *
 * <p>One text, one thread. Names are looked for in a bounded number of characters before the sign,
 * in what has been withheld, too: a value may have been taken to be longer than it was. What has
 * been read as a value is not read as one again.
 */
final class Pairs {
  private static final int MAX_NAME_CHARS = 64;
  private static final int MAX_PHRASE_CHARS = 32;
  private static final int MAX_BLANKS = 8;
  private static final char NO_QUOTE = 0;
  private static final String CDATA = "<![CDATA[";

  private final CharSequence text;
  private final int limit;
  private final SecretNames names;
  private final Values values;

  private int nameStart;
  private int nameEnd;
  private boolean quotedName;

  Pairs(CharSequence text, int limit, SecretNames names) {
    this.text = text;
    this.limit = limit;
    this.names = names;
    values = new Values(text, limit);
  }

  /** Where the value begins that has been found. */
  int valueStart() {
    return values.start();
  }

  /** Where the value ends that has been found. */
  int valueEnd() {
    return values.end();
  }

  /** Whether the value that has been found is none, or has been withheld already. */
  boolean hidesNothing() {
    return values.hidesNothing();
  }

  /** Whether the value of a secret follows the {@code =} or {@code :} here. */
  boolean value(int at) {
    int end = at;
    if (text.charAt(at) == '=' && end > 0 && "!<>:~+=".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (!findName(end) || !isSecret(text.charAt(at) == ':')) {
      return false;
    }
    int from = at + 1;
    if (charAt(from) == '=' || charAt(from) == '>') {
      from++;
    }
    char before = nameStart == 0 || quotedName ? 0 : text.charAt(nameStart - 1);
    values.find(skipBlanks(from), isStructured(at), header(), before);
    return true;
  }

  /** Likewise for an encoded sign, {@code %3D} or {@code %3A}, with encoded quotes or without. */
  boolean encoded(int at) {
    int from = at + 1;
    while (Redaction.startsWith(text, from, limit, "25")) {
      from += 2;
    }
    int sign = charAt(from + 1) | 0x20;
    if (charAt(from) != '3' || sign != 'd' && sign != 'a') {
      return false;
    }
    int end = at;
    if (end - 3 >= 0 && Redaction.startsWith(text, end - 3, limit, "%22")) {
      end -= 3;
    }
    if (!findName(end) || !names.isOne(text, nameStart, nameEnd)) {
      return false;
    }
    values.find(from + 2, false, Values.NO_HEADER, NO_QUOTE);
    return true;
  }

  /** Whether the {@code >} here ends the tag of a secret's element. */
  boolean element(int at) {
    if (!findName(at)
        || quotedName
        || nameEnd != at
        || nameStart == 0
        || !opens(nameStart)
        || !names.isOne(text, nameStart, nameEnd)) {
      return false;
    }
    int from = at + 1;
    if (Redaction.startsWith(text, from, limit, CDATA)) {
      from += CDATA.length();
      values.is(from, endBefore("]]>", from));
      return true;
    }
    int end = endBefore("<", from);
    // Without an end it is the type of a list as well: List<Token>.
    if (end == limit && isGeneric() || charAt(end + 1) != '/' && end < limit) {
      return false;
    }
    values.is(from, end);
    return true;
  }

  private int endBefore(String sign, int from) {
    int end = from;
    while (end < limit && !Redaction.startsWith(text, end, limit, sign)) {
      end++;
    }
    return end;
  }

  private boolean isGeneric() {
    return nameStart - 2 >= 0 && Redaction.isWordPart(text.charAt(nameStart - 2));
  }

  /** Whether a tag opens before the name, with or without a namespace. */
  private boolean opens(int start) {
    int before = start - 1;
    if (text.charAt(before) == ':') {
      int least = Math.max(0, before - MAX_NAME_CHARS);
      do {
        before--;
      } while (before > least && Redaction.isWordPart(text.charAt(before)));
    }
    return before >= 0 && text.charAt(before) == '<';
  }

  /** Whether the value of a secret follows the option that begins here with two dashes. */
  boolean argument(int at) {
    int end = at + 2;
    int most = Math.min(limit, end + MAX_NAME_CHARS);
    while (end < most && isNamePart(text.charAt(end))) {
      end++;
    }
    char after = charAt(end);
    if (after != ' ' && after != '\t' || !names.isOne(text, at + 2, end)) {
      return false;
    }
    int from = skipBlanks(end);
    if (from == limit || text.charAt(from) == '-') {
      return false;
    }
    values.find(from, false, Values.NO_HEADER, NO_QUOTE);
    return true;
  }

  private boolean isSecret(boolean afterColon) {
    if (afterColon && !quotedName) {
      // Before the last dot there are packages, classes and files.
      for (int i = nameEnd; i > nameStart; i--) {
        if (text.charAt(i - 1) == '.') {
          nameStart = i;
        }
      }
    }
    if (nameEnd - nameStart < 2 || afterColon && isHost()) {
      return false;
    }
    return names.isOne(text, nameStart, nameEnd)
        || SecretNames.isPhrase(text, Math.max(0, nameEnd - MAX_PHRASE_CHARS), nameEnd);
  }

  /** {@code http://auth:8080}: a slash or an at before the name, a port behind it. */
  private boolean isHost() {
    if (nameStart == 0 || "/@".indexOf(text.charAt(nameStart - 1)) < 0) {
      return false;
    }
    int port = nameEnd + 1;
    int most = Math.min(limit, port + 6);
    int end = port;
    while (end < most && Redaction.isDigit(text.charAt(end))) {
      end++;
    }
    return end > port && end < port + 6 && !Redaction.isWordPart(charAt(end));
  }

  /** Finds the name that ends before {@code sign}; false if there is none with a letter. */
  private boolean findName(int sign) {
    int end = sign;
    int least = Math.max(0, end - MAX_BLANKS);
    while (end > least && isSpace(text.charAt(end - 1))) {
      end--;
    }
    quotedName = false;
    while (end > 0 && sign - end < MAX_BLANKS && isQuoting(text.charAt(end - 1))) {
      quotedName = true;
      end--;
    }
    int start = end;
    least = Math.max(0, end - MAX_NAME_CHARS);
    boolean letter = false;
    while (start > least && isNamePart(text.charAt(start - 1))) {
      start--;
      char c = (char) (text.charAt(start) | 0x20);
      letter |= c >= 'a' && c <= 'z' || c >= 128;
    }
    while (start < end && "[.-$".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    nameStart = start;
    nameEnd = end;
    return letter && start < end;
  }

  /** Whether the name stands in what looks like a {@code toString()}: values go up to a comma. */
  private boolean isStructured(int at) {
    if (quotedName || text.charAt(at) != '=') {
      return false;
    }
    int before = nameStart;
    int least = Math.max(0, before - MAX_BLANKS);
    while (before > least && isSpace(text.charAt(before - 1))) {
      before--;
    }
    return before > 0 && "([{,".indexOf(text.charAt(before - 1)) >= 0;
  }

  private int header() {
    if (endsWith("authorization")) {
      return Values.AUTHORIZATION;
    }
    return endsWith("cookie") ? Values.COOKIE : Values.NO_HEADER;
  }

  private boolean endsWith(String word) {
    int start = nameEnd - word.length();
    if (start < nameStart) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((text.charAt(start + i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < limit && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isQuoting(char c) {
    return c == '"' || c == '\'' || c == '`' || c == '\\';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == 0xa0;
  }

  private static boolean isNamePart(char c) {
    return Redaction.isWordPart(c)
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '['
        || c == ']'
        || c == '$'
        || c >= 128 && Character.isLetterOrDigit(c);
  }

  private char charAt(int index) {
    return index < limit ? text.charAt(index) : 0;
  }
}
