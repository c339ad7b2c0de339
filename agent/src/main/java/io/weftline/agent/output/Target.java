package io.weftline.agent.output;

import io.weftline.agent.event.Event;

/**
 * Where lines go. All methods are called by the writer's thread; none throws because something
 * cannot be written: that is counted, said and tried again.
 */
interface Target {

  /** Called once before the first line. */
  void open();

  /**
   * Takes a line, to be written at the next {@link #flush} at the latest.
   *
   * @param line with its line feed; copied
   * @throws Error as the virtual machine may anywhere; then the line was not taken
   */
  void add(LineBuffer line, Event event);

  /** Writes what has been taken. */
  void flush();

  /**
   * Called before the last line, with nothing taken: so many bytes must not begin another file,
   * whose header would be an event behind the last one.
   */
  void makeRoom(int bytes);

  /**
   * Does a piece of what is not urgent: looks after the files, compresses.
   *
   * @return whether there is more to do at once
   */
  boolean work();

  /**
   * In how many nanoseconds {@link #work} has to be called, even if nothing is written until then;
   * the greatest long if it can wait.
   */
  long dueNanos();

  /** Called once, after the last flush. */
  void close();
}
