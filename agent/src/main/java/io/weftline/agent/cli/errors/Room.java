package io.weftline.agent.cli.errors;

/** How much all groups together may still keep of something. One thread. */
final class Room {
  private int left;

  Room(int left) {
    this.left = left;
  }

  /** Takes a place; false if there is none. */
  boolean take() {
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }

  /** Whether somebody was or will be refused. */
  boolean isFull() {
    return left == 0;
  }
}
