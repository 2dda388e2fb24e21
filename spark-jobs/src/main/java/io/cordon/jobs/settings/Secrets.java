package io.cordon.jobs.settings;

import io.cordon.config.Settings;
import io.cordon.datasets.SourceSettings;
import io.cordon.error.Redaction;
import java.util.List;
import java.util.Optional;

/** Keeps secrets out of addresses: those are printed, logged and written into reports. */
final class Secrets {

  private Secrets() {}

  /** Reports every address that carries one. */
  static void refuse(Settings settings, RunSettings run) {
    Optional<SourceSettings> table = run.source().table();
    look(settings, "source.path", table.map(SourceSettings::paths).orElse(List.of()));
    table.ifPresent(
        source ->
            source
                .options()
                .forEach(
                    (option, value) -> look(settings, "source.options." + option, List.of(value))));
    look(settings, "model.path", run.model().path().stream().toList());
    look(settings, "model.checkpoint.path", run.model().checkpoints().stream().toList());
    look(settings, "output.path", run.output().path().stream().toList());
    look(settings, "evaluation.report", run.evaluation().report().stream().toList());
  }

  private static void look(Settings settings, String key, List<String> addresses) {
    if (addresses.stream().anyMatch(Redaction::hasSecret)) {
      settings.problem(
          key,
          "is an address with a password in it, which logs would tell: give it on its own, by source.options.password set to ${DB_PASSWORD}, or by a Spark property in a file of mode 0600");
    }
  }
}
