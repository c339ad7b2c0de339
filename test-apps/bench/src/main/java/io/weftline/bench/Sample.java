package io.weftline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one run of {@link Work} printed, or the medians of several. */
record Sample(double nanos, double bytes, double cpuNanos, long calls, double residentBytes) {

  /** Reads the last line of {@link Work}'s output that begins with the name of the work. */
  static Sample read(String work, List<String> output) {
    for (int i = output.size() - 1; i >= 0; i--) {
      String[] words = output.get(i).split(" ");
      if (words.length == 6 && words[0].equals(work)) {
        return new Sample(
            Double.parseDouble(words[1]),
            Double.parseDouble(words[2]),
            Double.parseDouble(words[3]),
            Long.parseLong(words[4]),
            Double.parseDouble(words[5]));
      }
    }
    throw new IllegalStateException("no figures of " + work + " in " + output);
  }

  double figure(Row.Figure figure) {
    return figure == Row.Figure.WALL ? nanos : cpuNanos;
  }

  static Sample median(List<Sample> samples) {
    return new Sample(
        median(samples, Sample::nanos),
        median(samples, Sample::bytes),
        median(samples, Sample::cpuNanos),
        0,
        median(samples, Sample::residentBytes));
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
    List<Double> values = new ArrayList<>();
    for (Sample sample : samples) {
      values.add(value.applyAsDouble(sample));
    }
    return medianOf(values);
  }

  static double medianOf(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
