package io.weftline.agent.advice;

/** The names of the advice here, by what the methods return that it is woven into. */
public final class CallAdvices {
  private static final String PACKAGE = "io.weftline.agent.advice.";

  /** Anything or nothing: the result is not passed on. */
  public static final String CALL = PACKAGE + "CallAdvice";

  public static final String OBJECT = PACKAGE + "ObjectCallAdvice";
  public static final String BOOLEAN = PACKAGE + "BooleanCallAdvice";
  public static final String INT = PACKAGE + "IntCallAdvice";
  public static final String LONG = PACKAGE + "LongCallAdvice";

  private CallAdvices() {}
}
