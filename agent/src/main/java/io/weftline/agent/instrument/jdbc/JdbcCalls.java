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
  private final Set<String> types = new HashSet<String>();
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
   *     {@code L}
   * @param advice binary name of the advice class
   * @param hook the number of the hook that the advice calls
   */
  JdbcCalls add(String name, String parameters, String result, String advice, int hook) {
    calls.add(new Call(name, parameters, result, advice, hook));
    return this;
  }

  void plan(ClassFile file, Supertypes supertypes, Plan plan) {
    boolean isOfKind = false;
    List<ClassFile.Method> methods = file.methods();
    for (int i = 0; i < methods.size(); i++) {
      ClassFile.Method method = methods.get(i);
      Call call = find(method);
      if (call != null) {
        if (!isOfKind && !supertypes.isAny(types)) {
          return;
        }
        isOfKind = true;
        plan.add(method, call.advice, call.hook);
      }
    }
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
    final int hook;
    private final String parameters;
    private final String result;

    Call(String name, String parameters, String result, String advice, int hook) {
      this.name = name;
      this.parameters = parameters;
      this.result = result;
      this.advice = advice;
      this.hook = hook;
    }

    boolean means(String descriptor) {
      int behind = descriptor.indexOf(')') + 1;
      return descriptor.startsWith(parameters)
          && descriptor.startsWith(result, behind)
          && (result.equals("L") || descriptor.length() == behind + result.length());
    }
  }
}
