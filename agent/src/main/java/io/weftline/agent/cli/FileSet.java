package io.weftline.agent.cli;

import io.weftline.agent.cli.verify.EventFile;
import io.weftline.agent.cli.verify.Lock;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A current file with its backups, or a single file, opened so that all belong to one moment: what
 * is renamed, compressed or deleted afterwards stays open. One thread.
 */
final class FileSet implements Closeable {
  private static final Pattern NAME =
      Pattern.compile("([^.].*)\\.jsonl(?:\\.([1-9][0-9]{0,5})(\\.gz)?)?");
  private static final String CURRENT = ".jsonl";
  private static final String GZIP = ".gz";
  private static final String ERRORS = "-errors";
  private static final long MAX_LOOK_NANOS = 10_000_000_000L;

  private final File directory;

  /** What the names of the files begin with; null for a single file. */
  private final String base;

  /** The name of a single file. */
  private final String single;

  /** What stands before a name where it is shown. */
  private final String shown;

  private final Map<Object, Member> members = new HashMap<Object, Member>();
  private final List<Member> unopened = new ArrayList<Member>();

  /** The current file and how much of it has been read; null if there was none. */
  private Object currentKey;

  private long currentBytes;

  private FileSet(File directory, String base, String single, String shown) {
    this.directory = directory.getAbsoluteFile().toPath().normalize().toFile();
    this.base = base;
    this.single = single;
    this.shown = shown;
  }

  /** All sets in a directory. */
  static List<FileSet> in(File directory, String shown) {
    TreeSet<String> bases = new TreeSet<String>();
    String[] names = directory.list();
    for (String name : names == null ? new String[0] : names) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches() && new File(directory, name).isFile()) {
        bases.add(matcher.group(1));
      }
    }
    List<FileSet> sets = new ArrayList<FileSet>();
    for (String base : bases) {
      sets.add(new FileSet(directory, base, null, shown));
    }
    return sets;
  }

  /**
   * The sets that a file stands for: of a current one its backups, the errors beside them, and the
   * main files beside those; else itself.
   */
  static List<FileSet> of(File file, String shown) {
    File directory = file.getAbsoluteFile().getParentFile();
    String name = file.getName();
    String before = shown.substring(0, Math.max(0, shown.length() - name.length()));
    Matcher matcher = NAME.matcher(name);
    if (directory == null || !matcher.matches() || matcher.group(2) != null) {
      return Collections.singletonList(
          new FileSet(directory == null ? file : directory, null, name, before));
    }
    String base = matcher.group(1);
    String other =
        base.endsWith(ERRORS) ? base.substring(0, base.length() - ERRORS.length()) : base + ERRORS;
    List<FileSet> sets = new ArrayList<FileSet>();
    sets.add(new FileSet(directory, base, null, before));
    FileSet beside = new FileSet(directory, other, null, before);
    if (!other.isEmpty() && !beside.list().isEmpty()) {
      sets.add(beside);
    }
    return sets;
  }

  /** Whether it is a single file that another set has as one of its own. */
  boolean isWithin(FileSet other) {
    Matcher matcher = base == null ? NAME.matcher(single) : null;
    return matcher != null
        && matcher.matches()
        && matcher.group(1).equals(other.base)
        && directory.equals(other.directory);
  }

  /** What tells this set from others. */
  String key() {
    return directory + "/" + (base == null ? single : base);
  }

  /** Whether, by its name, it holds copies of lines of another set. */
  boolean isOfErrors() {
    return base == null ? single.contains(ERRORS + CURRENT) : base.endsWith(ERRORS);
  }

  /** The name to be shown if there is no file at all. */
  String name() {
    return shown + (base == null ? single : base + CURRENT);
  }

  /** How the main files of the same process are named for a shell; null if it could go wrong. */
  String mainNames() {
    String name = name();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 0x7e || !Character.isLetterOrDigit(c) && "._-/:\\".indexOf(c) < 0) {
        return null;
      }
    }
    if (base == null) {
      return single.contains(ERRORS + CURRENT) ? null : name;
    }
    String main = isOfErrors() ? base.substring(0, base.length() - ERRORS.length()) : base;
    return shown + main + CURRENT + '*';
  }

  /**
   * Opens all files that are there at one moment: names are looked at again and again until they
   * mean the same files twice, all of which are open by then.
   *
   * @return oldest first
   * @throws IOException if one that is open no longer belongs to them and cannot be closed
   */
  List<Member> open() throws IOException {
    Map<String, Object> before = null;
    Map<String, Object> now = look();
    long deadline = System.nanoTime() + MAX_LOOK_NANOS;
    while (!now.equals(before) && System.nanoTime() - deadline < 0) {
      before = now;
      now = look();
    }
    Set<Object> there = new HashSet<Object>(now.values());
    List<Member> all = new ArrayList<Member>(unopened);
    for (Member member : new ArrayList<Member>(members.values())) {
      if (there.contains(member.key)) {
        all.add(member);
      } else {
        // It was deleted, and so may have been some that are newer and were never seen.
        members.remove(member.key);
        member.close();
      }
    }
    Collections.sort(all, Collections.reverseOrder(new ByAge()));
    return all;
  }

  /** Opens what is not open yet; returns what each name means. */
  private Map<String, Object> look() {
    Map<String, Object> keys = new HashMap<String, Object>();
    unopened.clear();
    for (Member member : list()) {
      try {
        open(member);
        keys.put(member.name, member.key);
      } catch (NoSuchFileException e) {
        // It has another name by now; a single file is missing.
        if (base == null) {
          refuse(member, e);
        }
      } catch (IOException e) {
        refuse(member, e);
      }
    }
    return keys;
  }

  private void open(Member member) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(member.path, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    member.identified = key != null;
    member.key = key == null ? member.path : key;
    Member same = members.get(member.key);
    if (same != null) {
      same.age = member.age;
      same.name = member.name;
      return;
    }
    if (!attributes.isRegularFile()) {
      // A pipe can be read once, and opened when it is its turn.
      member.isStream = true;
      members.put(member.key, member);
      return;
    }
    FileChannel channel = FileChannel.open(member.path, StandardOpenOption.READ);
    Object now = Files.readAttributes(member.path, BasicFileAttributes.class).fileKey();
    if (key != null && !key.equals(now)) {
      channel.close();
      throw new NoSuchFileException(member.name);
    }
    member.channel = channel;
    members.put(member.key, member);
  }

  private void refuse(Member member, IOException e) {
    member.failure = e;
    unopened.add(member);
  }

  /** What is there, newest first; of a backup that is there twice only the one not compressed. */
  private List<Member> list() {
    List<Member> found = new ArrayList<Member>();
    if (base == null) {
      found.add(new Member(new File(directory, single).toPath(), shown + single, 0));
      return found;
    }
    String[] names = directory.list();
    for (String name : names == null ? new String[0] : names) {
      Matcher matcher = NAME.matcher(name);
      File file = new File(directory, name);
      if (matcher.matches() && matcher.group(1).equals(base) && file.isFile()) {
        int age = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        found.add(new Member(file.toPath(), shown + name, age));
      }
    }
    Collections.sort(found, new ByAge());
    for (int i = found.size() - 1; i > 0; i--) {
      if (found.get(i).age == found.get(i - 1).age) {
        // The plain one comes first, and goes when the other is complete.
        found.remove(i);
      }
    }
    return found;
  }

  /** Remembers how far a file was read, before it is closed. */
  void wasRead(Member member) throws IOException {
    if (member.age == 0) {
      currentKey = member.key;
      currentBytes = member.position();
    }
  }

  /**
   * Whether a process writes these files. For that the lock is taken, shared with other readers and
   * for no longer than a microsecond, where nobody holds it.
   */
  Lock lock() {
    if (base == null) {
      return Lock.UNKNOWN;
    }
    Path file = new File(directory, "." + base + ".lock").toPath();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
      if (lock == null) {
        return Lock.HELD;
      }
      lock.release();
    } catch (OverlappingFileLockException e) {
      return Lock.HELD;
    } catch (IOException e) {
      return Lock.UNKNOWN;
    }
    // It may have ended since its lines were read: then there are more now.
    return hasGrown() ? Lock.HELD : Lock.FREE;
  }

  private boolean hasGrown() {
    Path current = new File(directory, base + CURRENT).toPath();
    try {
      BasicFileAttributes now = Files.readAttributes(current, BasicFileAttributes.class);
      Object key = now.fileKey() == null ? current : now.fileKey();
      return !key.equals(currentKey) || now.size() != currentBytes;
    } catch (IOException e) {
      return currentKey != null;
    }
  }

  @Override
  public void close() throws IOException {
    for (Member member : members.values()) {
      member.close();
    }
  }

  /** One file. One thread. */
  static final class Member {
    private final Path path;
    private String name;
    private int age;
    private Object key;
    private boolean identified;
    private boolean isStream;

    /** Null if it could not be opened, or is a stream. */
    private FileChannel channel;

    private IOException failure;

    Member(Path path, String name, int age) {
      this.path = path;
      this.name = name;
      this.age = age;
    }

    /**
     * The lines of it.
     *
     * @throws IOException if it could not be opened, too
     */
    Input input() throws IOException {
      if (failure != null) {
        throw failure;
      }
      return isStream ? Input.open(name, path) : Input.of(name, channel, key);
    }

    /** How much of it was read. */
    private long position() throws IOException {
      return isStream ? 0 : channel.position();
    }

    private void close() throws IOException {
      if (channel != null) {
        channel.close();
      }
    }

    /** As the user would write it. */
    String name() {
      return name;
    }

    EventFile file(FileSet set) {
      String common = set.base == null ? null : set.key();
      return new EventFile(name, common, age, name.endsWith(GZIP), identified);
    }
  }

  /** The newest first, the plain one before one that is compressed. */
  private static final class ByAge implements Comparator<Member> {
    @Override
    public int compare(Member one, Member other) {
      int order = Integer.compare(one.age, other.age);
      return order == 0 ? one.name.compareTo(other.name) : order;
    }
  }
}
