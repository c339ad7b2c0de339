package io.weftline.agent.cli;

import io.weftline.agent.console.OneLine;
import io.weftline.agent.console.Palette;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The command {@code tail}: shows the events of files. Made for one run; one thread. */
final class Tail {
  private static final String DEFAULT_DIRECTORY = "weftline";

  private final TailRequest request;
  private final Surroundings surroundings;
  private final Stderr stderr;
  private final OneLine oneLine;
  private final EventPrinter printer;
  private final List<File> directories = new ArrayList<File>();
  private final List<FollowedFile> followed = new ArrayList<FollowedFile>();
  private final Set<Path> known = new HashSet<Path>();
  private final List<Input> inputs = new ArrayList<Input>();
  private boolean failed;

  Tail(TailRequest request, Surroundings surroundings, PrintStream out, Stderr stderr) {
    this.request = request;
    this.surroundings = surroundings;
    this.stderr = stderr;
    oneLine = new OneLine(request.colour, request.local ? surroundings.localZone : ZoneOffset.UTC);
    printer =
        new EventPrinter(
            request, oneLine, new Palette(request.colour), out, stderr, surroundings.terminal);
  }

  /** Returns the exit code. */
  int run() {
    openAll();
    if (inputs.size() > 1) {
      oneLine.showService();
    }
    if (request.lines != TailRequest.ALL) {
      printer.keepLast();
    }
    try {
      failed |= !new Merge(inputs, request.follow, stderr).run(printer);
      if (request.lines != TailRequest.ALL) {
        printer.release();
      }
      printer.flush();
      if (request.follow && (!followed.isEmpty() || !directories.isEmpty())) {
        follow();
      }
      printer.finish();
    } finally {
      closeAll();
    }
    return failed ? 1 : 0;
  }

  private void openAll() {
    List<String> names = request.files;
    if (names.isEmpty()) {
      addDirectory(DEFAULT_DIRECTORY, new File(surroundings.workingDirectory, DEFAULT_DIRECTORY));
      return;
    }
    for (String name : names) {
      if (name.equals("-")) {
        inputs.add(Input.ofStream("-", surroundings.input));
        continue;
      }
      File file = new File(name);
      if (!file.isAbsolute()) {
        file = new File(surroundings.workingDirectory, name);
      }
      if (file.isDirectory()) {
        addDirectory(name, file);
      } else {
        add(name, file);
      }
    }
  }

  /** All files of events in a directory, but not the copies of the errors. */
  private void addDirectory(String name, File directory) {
    int before = inputs.size();
    List<File> files = eventFiles(directory);
    for (File file : files) {
      add(name + File.separator + file.getName(), file);
    }
    if (request.follow) {
      directories.add(directory);
    }
    if (files.isEmpty() && inputs.size() == before) {
      String hint = " (start the application with -javaagent, or name the files)";
      String what = directory.isDirectory() ? "no *.jsonl file in " + name : "no directory " + name;
      stderr.say(request.follow ? what + " yet: waiting for it" : what + hint);
      failed |= !request.follow;
    }
  }

  private static List<File> eventFiles(File directory) {
    List<File> files = new ArrayList<File>();
    String[] names = directory.list();
    if (names != null) {
      Arrays.sort(names);
      for (String name : names) {
        File file = new File(directory, name);
        if (name.endsWith(".jsonl") && !name.endsWith("-errors.jsonl") && file.isFile()) {
          files.add(file);
        }
      }
    }
    return files;
  }

  private void add(String name, File file) {
    try {
      Path path = file.toPath();
      if (!known.add(path)) {
        return;
      }
      if (request.follow && FollowedFile.canBeFollowed(path)) {
        addFollowed(name, path);
      } else {
        inputs.add(Input.open(name, path));
      }
    } catch (InvalidPathException e) {
      stderr.say(name + " is not the name of a file");
      failed = true;
    } catch (IOException e) {
      stderr.unreadable(name, e);
      failed = true;
    }
  }

  private void addFollowed(String name, Path path) {
    FollowedFile file = new FollowedFile(name, path, stderr);
    if (file.open()) {
      inputs.add(file.input());
      if (!file.input().isFollowable()) {
        // Compressed: nothing will be added to it.
        return;
      }
    }
    followed.add(file);
  }

  private void follow() {
    while (!printer.isClosed() && !Thread.currentThread().isInterrupted()) {
      boolean any = false;
      for (FollowedFile file : followed) {
        any |= file.poll(printer);
      }
      printer.flush();
      discover();
      if (!any) {
        try {
          Thread.sleep(surroundings.pollMillis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** Files that have come since: another service, or the first one. */
  private void discover() {
    for (File directory : directories) {
      for (File file : eventFiles(directory)) {
        if (known.add(file.toPath())) {
          followed.add(new FollowedFile(file.getPath(), file.toPath(), stderr));
        }
      }
    }
    if (followed.size() > 1) {
      oneLine.showService();
    }
  }

  private void closeAll() {
    for (FollowedFile file : followed) {
      file.close();
    }
    for (Input input : inputs) {
      try {
        input.close();
      } catch (IOException e) {
        // It was only read, and all that could be read has been shown.
        failed = true;
      }
    }
  }
}
