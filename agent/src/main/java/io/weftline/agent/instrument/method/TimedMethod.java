package io.weftline.agent.instrument.method;

import io.weftline.bootstrap.Operation;
import io.weftline.bootstrap.Series;

/** A method that is timed: all overloads of one name in one class. */
final class TimedMethod extends Operation {
  /** The class that declares it, which stands for its logger. */
  final String type;

  TimedMethod(String type, String name, String label) {
    super(name, label, METHOD, null, new Series());
    this.type = type;
  }
}
