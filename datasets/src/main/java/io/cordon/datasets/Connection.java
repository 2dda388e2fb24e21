package io.cordon.datasets;

import static io.cordon.datasets.KddColumn.FLAG;
import static io.cordon.datasets.KddColumn.PROTOCOL_TYPE;
import static io.cordon.datasets.KddColumn.SERVICE;

/** A network connection while it is being generated: the 41 features, every number 0 until set. */
final class Connection {
  private final double[] numbers = new double[KddColumn.values().length];
  private final String[] texts = new String[KddColumn.values().length];

  Connection(String protocol, String service, String flag) {
    texts[PROTOCOL_TYPE.ordinal()] = protocol;
    texts[SERVICE.ordinal()] = service;
    texts[FLAG.ordinal()] = flag;
  }

  Connection set(KddColumn column, double value) {
    numbers[column.ordinal()] = value;
    return this;
  }

  /** A share of events with two decimals, as the published files have them; 0 of 0 is 0. */
  Connection share(KddColumn column, long events, long all) {
    return set(column, all == 0 ? 0 : Math.rint(100.0 * events / all) / 100);
  }

  double number(KddColumn column) {
    return numbers[column.ordinal()];
  }

  String text(KddColumn column) {
    return texts[column.ordinal()];
  }

  /** The feature as the table holds it. */
  Object value(KddColumn column) {
    return switch (column.kind()) {
      case TEXT -> text(column);
      case FLAG -> (int) number(column);
      case COUNT -> (long) number(column);
      case SHARE -> number(column);
    };
  }
}
