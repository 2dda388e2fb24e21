package io.cordon.detector;

import io.cordon.rows.RowFunction;
import java.util.List;

/**
 * Row functions one after the other.
 *
 * @param links at least one; each takes what the one before gives
 */
public record Chain(List<RowFunction> links) implements RowFunction {

  public Chain {
    links = List.copyOf(links);
  }

  @Override
  public int inputs() {
    return links.get(0).inputs();
  }

  @Override
  public int outputs() {
    return links.get(links.size() - 1).outputs();
  }

  @Override
  public Pass open() {
    Pass[] passes = new Pass[links.size()];
    float[][] between = new float[links.size()][];
    for (int link = 0; link < passes.length; link++) {
      passes[link] = links.get(link).open();
      between[link] = new float[BATCH * links.get(link).outputs()];
    }
    return (rows, from, count, outputs, to) -> {
      float[] input = rows;
      int start = from;
      for (int link = 0; link < passes.length - 1; link++) {
        passes[link].apply(input, start, count, between[link], 0);
        input = between[link];
        start = 0;
      }
      passes[passes.length - 1].apply(input, start, count, outputs, to);
    };
  }
}
