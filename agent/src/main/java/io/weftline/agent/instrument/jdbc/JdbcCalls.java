package io.weftline.agent.instrument.jdbc;

import io.weftline.agent.weave.ClassFile;
import io.weftline.agent.weave.Plan;
import io.weftline.agent.weave.Supertypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The methods of one kind of JDBC object that are followed. Whether a class is of that kind is
 * asked only if it has one of them: the answer may have to be read from the class files of its
 * supertypes, which is the dearest thing that is done for a class that nothing is woven into.
 *
 * <p>Not changed any more once classes are looked at; then used by every thread that loads some.
 */
final class JdbcCalls {
  /** Places in what is added as hooks. */
  private static final int OF_KIND = 0;

  private static final int PERHAPS = 1;

  private final Set<String> types = new HashSet<String>();
  private final List<String[]> tales = new ArrayList<String[]>();
  private final List<Call> calls = new ArrayList<Call>();

  /**
   * @param types of {@code java.sql}, one of which the class must be below
   */
  JdbcCalls(String... types) {
    Collections.addAll(this.types, types);
  }

  /**
   * @param parameters what the descriptor begins with
   * @param result what the descriptor has behind the parameters, or begins with there if it is
   *     {@code L}; empty for anything
   * @param advice binary name of the advice class
   * @param hooks the number of the hook that the advice calls, and of that for classes that may be
   *     superclasses of such
   */
  JdbcCalls add(String name, String parameters, String result, String advice, int[] hooks) {
    calls.add(new Call(name, parameters, result, advice, hooks));
    return this;
  }

  /**
   * Names a method by which a class shows that it may be the superclass of one of the kind without
   * being of the kind itself, as those of SQLite's driver are.
   *
   * @param part what its descriptor has somewhere
   */
  JdbcCalls tell(String name, String part) {
    tales.add(new String[] {name, part});
    return this;
  }

  /**
   * Plans what is to be woven.
   *
   * @return whether the class is of the kind
   */
  boolean plan(ClassFile file, Supertypes supertypes, Plan plan) {
    int which = -1;
    List<ClassFile.Method> methods = file.methods();
    for (int i = 0; i < methods.size(); i++) {
      ClassFile.Method method = methods.get(i);
      Call call = find(method);
      if (call != null) {
        if (which < 0) {
          which = supertypes.isAny(types) ? OF_KIND : PERHAPS;
          if (which == PERHAPS && !isTold(methods)) {
            return false;
          }
        }
        plan.add(method, call.advice, call.hooks[which]);
      }
    }
    return which == OF_KIND;
  }

  private boolean isTold(List<ClassFile.Method> methods) {
    for (int i = 0; i < methods.size(); i++) {
      ClassFile.Method method = methods.get(i);
      for (String[] tale : tales) {
        if (method.name().equals(tale[0]) && method.descriptor().contains(tale[1])) {
          return true;
        }
      }
    }
    return false;
  }

  private Call find(ClassFile.Method method) {
    if (method.codeLength() == 0
        || method.is(ClassFile.STATIC | ClassFile.SYNTHETIC | ClassFile.BRIDGE)
        || !method.is(ClassFile.PUBLIC)) {
      return null;
    }
    String name = method.name();
    String descriptor = null;
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      if (call.name.equals(name)) {
        descriptor = descriptor == null ? method.descriptor() : descriptor;
        if (call.means(descriptor)) {
          return call;
        }
      }
    }
    return null;
  }

  /** One method or its overloads. Immutable. */
  private static final class Call {
    final String name;
    final String advice;
    final int[] hooks;
    private final String parameters;
    private final String result;

    Call(String name, String parameters, String result, String advice, int[] hooks) {
      this.name = name;
      this.parameters = parameters;
      this.result = result;
      this.advice = advice;
      this.hooks = hooks;
    }

    boolean means(String descriptor) {
      int behind = descriptor.indexOf(')') + 1;
      return descriptor.startsWith(parameters)
          && descriptor.startsWith(result, behind)
          && (result.isEmpty()
              || result.equals("L")
              || descriptor.length() == behind + result.length());
    }
  }
}
