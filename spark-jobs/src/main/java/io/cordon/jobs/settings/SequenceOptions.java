package io.cordon.jobs.settings;

import io.cordon.config.Settings;
import io.cordon.spark.sequence.EventSequences;
import io.cordon.spark.sequence.Sequences;
import io.cordon.spark.sequence.SeriesWindows;
import io.cordon.spark.sequence.TextSequences;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads the group {@code sequences}. */
final class SequenceOptions {
  private static final int LONGEST = 1 << 16;

  private SequenceOptions() {}

  private enum Form {
    NONE,
    TEXT,
    EVENTS,
    SERIES
  }

  static Optional<Sequences> read(Settings sequences) {
    Form form = sequences.oneOf("form", Form.class);
    // All groups are read, so that a wrong value is told whatever the form.
    TextSequences text = text(sequences.at("text"), form == Form.TEXT);
    EventSequences events = events(sequences.at("events"), form == Form.EVENTS);
    SeriesWindows series = series(sequences.at("series"), form == Form.SERIES);
    return switch (form) {
      case NONE -> Optional.empty();
      case TEXT -> Optional.of(text);
      case EVENTS -> Optional.of(events);
      case SERIES -> Optional.of(series);
    };
  }

  private static TextSequences text(Settings text, boolean used) {
    List<String> alphabet =
        text.text("alphabet").codePoints().mapToObj(Character::toString).toList();
    if (used) {
      require(text, "column", text.text("column").isEmpty());
      require(text, "alphabet", alphabet.isEmpty());
    }
    refuseTwice(text, "alphabet", alphabet);
    return new TextSequences(
        text.text("column"),
        alphabet,
        text.integer("length", 1, LONGEST),
        text.integer("step", 0, LONGEST));
  }

  private static EventSequences events(Settings events, boolean used) {
    List<String> known = events.texts("known");
    Optional<String> key = events.optionalText("key");
    Optional<String> order = events.optionalText("order");
    if (used) {
      require(events, "column", events.text("column").isEmpty());
      require(events, "known", known.isEmpty());
      if (key.isPresent() != order.isPresent()) {
        events.problem(
            key.isPresent() ? "order" : "key",
            "must be set as well: key and order go together, where a row is one event");
      }
    }
    refuseTwice(events, "known", known);
    return new EventSequences(
        events.text("column"),
        known,
        events.integer("length", 1, LONGEST),
        key.map(of -> new EventSequences.Grouping(of, order.orElse(""))));
  }

  private static SeriesWindows series(Settings series, boolean used) {
    if (used) {
      require(series, "time", series.text("time").isEmpty());
      require(series, "values", series.texts("values").isEmpty());
    }
    return new SeriesWindows(
        series.text("time"),
        series.texts("values"),
        series.optionalText("key"),
        series.integer("window", 1, LONGEST),
        series.integer("step", 1, LONGEST));
  }

  private static void require(Settings group, String key, boolean absent) {
    if (absent) {
      group.problem(key, "must be set, as sequences.form asks for it");
    }
  }

  private static void refuseTwice(Settings group, String key, List<String> symbols) {
    HashSet<String> seen = new HashSet<>();
    symbols.stream()
        .filter(symbol -> !seen.add(symbol))
        .findFirst()
        .ifPresent(twin -> group.problem(key, "must have no entry twice, but has " + twin));
  }
}
