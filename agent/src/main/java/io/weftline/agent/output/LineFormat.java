package io.weftline.agent.output;

/**
 * Another way to write a line than JSON. Called by the writer's thread only.
 *
 * <p>It works on the encoded line rather than on the event, so that the limits, the cutting and the
 * rules about characters hold in every format without being written again.
 */
public interface LineFormat {

  /**
   * Makes a line.
   *
   * @param json one event as JSON without a line feed; not to be changed
   * @param out empty; gets the line without a line feed
   */
  void format(LineBuffer json, LineBuffer out);
}
