package io.weftline.agent.cli.verify;

/** What is known of the lock on the name of a set of files. */
public enum Lock {
  /** A process writes these files. */
  HELD,
  /** No process does. */
  FREE,
  /** There is none, or it cannot be looked at: copies of files, say. */
  UNKNOWN;

  /** Asks for the lock of a set. */
  public interface Keeper {

    /**
     * @param set as the files of the set have it
     */
    Lock of(String set);
  }
}
