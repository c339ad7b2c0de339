package io.weftline.agent.weave;

/**
 * One thing that is instrumented: what to match, and which advice goes into which method. One
 * package under {@code instrument} each, found by the name of its class: {@code
 * <Name>Instrumentation}, with a public constructor without parameters.
 *
 * <p>{@link #install} is called once, before any class is looked at; the others by every thread
 * that loads classes, at once.
 */
public abstract class Instrumentation {

  /** Reads its options, makes its hooks and joins them to the bridge. */
  public abstract void install(Services services);

  /**
   * Whether the class may concern it, told from the bytes of its file alone: the cheap test, made
   * for every class, and perhaps twice for one that passes it, so it changes nothing. No library
   * may be used here, and no supertype asked for. Ask for a mark ({@link Marks}, {@link
   * ClassFile#has}) or the name first: both are there, all else has yet to be read.
   */
  public abstract boolean concerns(ClassLoader loader, ClassFile file);

  /**
   * Says which methods get which advice; called for classes that passed its cheap test, and for
   * those of the JDK that it has asked for.
   */
  public abstract void plan(ClassFile file, Supertypes supertypes, Plan plan);
}
