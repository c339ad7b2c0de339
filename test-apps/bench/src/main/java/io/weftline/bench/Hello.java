package io.weftline.bench;

/**
 * The shortest program: what it takes longer with the agent is the agent's start and end. With the
 * argument {@code memory} it tells its peak of resident memory as well.
 */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("Hello, world");
    if (arguments.length > 0 && arguments[0].equals("memory")) {
      System.out.println(ResidentMemory.peakBytes());
    }
  }
}
