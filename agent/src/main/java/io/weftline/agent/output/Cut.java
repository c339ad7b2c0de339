package io.weftline.agent.output;

import io.weftline.agent.event.Calls;
import io.weftline.agent.event.Group;
import io.weftline.agent.event.StackText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One way to make a value smaller: how many parts it has, and what is left with fewer of them.
 * Stateless.
 */
enum Cut {
  /** The last elements of a list stay: what came shortly before matters more. */
  NEWEST {
    @Override
    int parts(Object value) {
      return FIRST.parts(value);
    }

    @Override
    Object keep(Object value, int parts) {
      int size = ((List<?>) value).size();
      return LineCutter.part((List<?>) value, size - parts, size);
    }
  },

  /** The first elements of a list stay: they are the dearest or the most frequent. */
  FIRST {
    @Override
    int parts(Object value) {
      return value instanceof List ? ((List<?>) value).size() : 0;
    }

    @Override
    Object keep(Object value, int parts) {
      return LineCutter.part((List<?>) value, 0, parts);
    }
  },

  /** Nothing stays. */
  ALL_OR_NOTHING {
    @Override
    int parts(Object value) {
      return 1;
    }

    @Override
    Object keep(Object value, int parts) {
      return null;
    }
  },

  /** The beginning of a text stays. */
  TEXT {
    @Override
    int parts(Object value) {
      return value instanceof String ? Math.min(((String) value).length(), MOST_CHARS) : 0;
    }

    @Override
    Object keep(Object value, int parts) {
      return beginning((String) value, parts);
    }
  },

  /** The beginning of a message stays, at least 1 KiB of it. */
  MESSAGE {
    @Override
    int parts(Object value) {
      return Math.max(0, TEXT.parts(value) - LEAST_MESSAGE_CHARS);
    }

    @Override
    Object keep(Object value, int parts) {
      return beginning((String) value, LEAST_MESSAGE_CHARS + parts);
    }
  },

  /** The messages in a list of objects become shorter, all of them to the same length. */
  MESSAGES {
    @Override
    int parts(Object value) {
      int longest = 0;
      if (value instanceof List) {
        for (Object element : (List<?>) value) {
          if (element instanceof Group) {
            Group group = (Group) element;
            for (int i = 0; i < group.size(); i++) {
              if (isMessage(group, i)) {
                longest = Math.max(longest, ((String) group.value(i)).length());
              }
            }
          }
        }
      }
      return Math.min(longest, MOST_CHARS);
    }

    @Override
    Object keep(Object value, int parts) {
      List<Object> list = new ArrayList<Object>();
      for (Object element : (List<?>) value) {
        list.add(element instanceof Group ? shortened((Group) element, parts) : element);
      }
      return list;
    }
  },

  /** The middle of a stack goes; of the rest those lines stay in any case that are marked so. */
  STACK {
    @Override
    int parts(Object value) {
      StackText stack = (StackText) value;
      int loose = 0;
      for (int i = 0; i < stack.size(); i++) {
        loose += stack.kept(i) ? 0 : 1;
      }
      return loose;
    }

    @Override
    Object keep(Object value, int parts) {
      return stack((StackText) value, parts);
    }
  },

  /** Those calls go first that took least themselves, but never one that has others below it. */
  CALLS {
    @Override
    int parts(Object value) {
      return value instanceof Calls ? ((Calls) value).size() : 0;
    }

    @Override
    Object keep(Object value, int parts) {
      return calls((Calls) value, parts);
    }
  };

  private static final int MOST_CHARS = LineBuffer.MAX_TEXT_CHARS;
  private static final int LEAST_MESSAGE_CHARS = 1024;

  /** Into how many parts the value can be divided; 0 if this is not what the cut is for. */
  abstract int parts(Object value);

  /** What is left with so many parts; null if nothing. */
  abstract Object keep(Object value, int parts);

  private static String beginning(String text, int chars) {
    if (chars >= text.length()) {
      return text;
    }
    int end = chars > 0 && Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
    return end == 0 ? null : text.substring(0, end);
  }

  private static boolean isMessage(Group group, int index) {
    return group.name(index).equals("message") && group.value(index) instanceof String;
  }

  private static Group shortened(Group group, int chars) {
    Group copy = new Group();
    for (int i = 0; i < group.size(); i++) {
      Object value = group.value(i);
      copy.put(group.name(i), isMessage(group, i) ? beginning((String) value, chars) : value);
    }
    return copy;
  }

  /** Of the loose lines the outer ones stay: half of them at the top, half at the end. */
  private static StackText stack(StackText stack, int parts) {
    int loose = STACK.parts(stack);
    int top = (parts + 1) / 2;
    int bottom = loose - parts / 2;
    List<String> lines = new ArrayList<String>();
    List<Boolean> kept = new ArrayList<Boolean>();
    int seen = 0;
    int gone = 0;
    for (int i = 0; i <= stack.size(); i++) {
      boolean end = i == stack.size();
      boolean stays = end || stack.kept(i) || seen < top || seen >= bottom;
      if (stays && gone > 0) {
        lines.add("\t... " + gone + " lines cut");
        kept.add(true);
        gone = 0;
      }
      if (end) {
        break;
      }
      if (stays) {
        lines.add(stack.line(i));
        kept.add(stack.kept(i));
      } else {
        gone++;
      }
      seen += stack.kept(i) ? 0 : 1;
    }
    boolean[] flags = new boolean[kept.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = kept.get(i);
    }
    return new StackText(lines.toArray(new String[0]), flags);
  }

  private static Calls calls(Calls calls, int parts) {
    int size = calls.size();
    int[] parents = new int[size];
    int[] children = new int[size];
    int[] path = new int[size + 1];
    Arrays.fill(path, size);
    for (int i = 0; i < size; i++) {
      int depth = Math.min(Math.max(calls.depth(i), 0), size);
      // A row that is deeper than one below its predecessor has no parent.
      parents[i] = depth == 0 || path[depth - 1] >= i ? -1 : path[depth - 1];
      path[depth] = i;
      if (parents[i] >= 0) {
        children[parents[i]]++;
      }
    }
    PriorityQueue<Leaf> leaves = new PriorityQueue<Leaf>();
    for (int i = 0; i < size; i++) {
      if (children[i] == 0) {
        leaves.add(new Leaf(i, calls.selfNanos(i)));
      }
    }
    boolean[] gone = new boolean[size];
    for (int left = size; left > parts && !leaves.isEmpty(); left--) {
      int least = leaves.poll().index;
      gone[least] = true;
      int parent = parents[least];
      if (parent >= 0 && --children[parent] == 0) {
        leaves.add(new Leaf(parent, calls.selfNanos(parent)));
      }
    }
    if (parts == 0) {
      return null;
    }
    Calls rest = new Calls(parts);
    int row = 0;
    for (int i = 0; i < size; i++) {
      if (!gone[i]) {
        rest.set(
            row++,
            calls.depth(i),
            calls.name(i),
            calls.kind(i),
            calls.startNanos(i),
            calls.durationNanos(i),
            calls.selfNanos(i),
            calls.count(i),
            calls.queryId(i),
            calls.error(i));
      }
    }
    return rest;
  }

  /** A call with none below it; of two that took the same the later one goes first. */
  private static final class Leaf implements Comparable<Leaf> {
    final int index;
    private final long selfNanos;

    Leaf(int index, long selfNanos) {
      this.index = index;
      this.selfNanos = selfNanos;
    }

    @Override
    public int compareTo(Leaf other) {
      int bySelf = Long.compare(selfNanos, other.selfNanos);
      return bySelf != 0 ? bySelf : Integer.compare(other.index, index);
    }
  }
}
