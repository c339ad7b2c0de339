package io.weftline.agent.instrument.error;

import io.weftline.agent.trace.ApplicationFrames;

/**
 * Where it went wrong: the application's first frame in the root cause, else in the throwable
 * itself, else the first frame there is. Immutable.
 */
final class Culprit {
  private static final int MAX_CHARS = 500;

  /** The frame, or null if there is none at all. */
  final StackTraceElement frame;

  /** Whether the frame is the application's. */
  final boolean application;

  /** Where the root cause was wrapped: the application's first frame there, or null. */
  final StackTraceElement wrapper;

  private Culprit(StackTraceElement frame, boolean application, StackTraceElement wrapper) {
    this.frame = frame;
    this.application = application;
    this.wrapper = wrapper;
  }

  /**
   * @param root the same as {@code outer} if that has no cause
   */
  static Culprit of(Thrown outer, Thrown root, ApplicationFrames application) {
    StackTraceElement inRoot = first(root, application);
    StackTraceElement inOuter = outer == root ? null : first(outer, application);
    if (inRoot != null) {
      return new Culprit(inRoot, true, inOuter);
    }
    if (inOuter != null) {
      return new Culprit(inOuter, true, null);
    }
    StackTraceElement[] frames = root.frames().length > 0 ? root.frames() : outer.frames();
    return new Culprit(frames.length > 0 ? frames[0] : null, false, null);
  }

  /** Index of the application's first frame, or negative. */
  static int firstIndex(StackTraceElement[] frames, ApplicationFrames application) {
    for (int i = 0; i < frames.length; i++) {
      if (application.isApplication(frames[i].getClassName())) {
        return i;
      }
    }
    return -1;
  }

  private static StackTraceElement first(Thrown thrown, ApplicationFrames application) {
    int index = firstIndex(thrown.frames(), application);
    return index < 0 ? null : thrown.frames()[index];
  }

  /** {@code com.acme.Stock.take(Stock.java:41)}, or null. */
  String text() {
    if (frame == null) {
      return null;
    }
    StringBuilder text = new StringBuilder(80);
    text.append(frame.getClassName()).append('.').append(frame.getMethodName()).append('(');
    if (frame.isNativeMethod()) {
      text.append("Native Method");
    } else if (frame.getFileName() == null) {
      text.append("Unknown Source");
    } else {
      text.append(frame.getFileName());
      if (frame.getLineNumber() >= 0) {
        text.append(':').append(frame.getLineNumber());
      }
    }
    return OneLine.of(text.append(')').toString(), MAX_CHARS);
  }

  /** {@code com.acme.Stock.take:41}, or null. */
  String place() {
    if (frame == null) {
      return null;
    }
    String method = frame.getClassName() + '.' + frame.getMethodName();
    return OneLine.of(
        frame.getLineNumber() >= 0 ? method + ':' + frame.getLineNumber() : method, MAX_CHARS);
  }

  /** The application's class, or the agent's own logger. */
  String logger() {
    return application ? OneLine.of(frame.getClassName(), MAX_CHARS) : "weftline.error";
  }
}
