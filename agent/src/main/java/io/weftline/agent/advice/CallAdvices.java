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

  /** Calls that return nothing, by the type of their argument, which is passed on as a number. */
  public static final String OF_INT = PACKAGE + "IntArgumentAdvice";

  public static final String OF_BOOLEAN = PACKAGE + "BooleanArgumentAdvice";

  /** Those that bind a parameter, by its type; the number that they are planned with is unused. */
  public static final String BIND_LONG = PACKAGE + "LongBindAdvice";

  public static final String BIND_BOOLEAN = PACKAGE + "BooleanBindAdvice";
  public static final String BIND_DOUBLE = PACKAGE + "DoubleBindAdvice";
  public static final String BIND_OBJECT = PACKAGE + "ObjectBindAdvice";

  /** Binds a parameter of any type; passes all that the method is given. */
  public static final String BIND_KEPT = PACKAGE + "KeptBindAdvice";

  private CallAdvices() {}
}
