package io.cordon.jobs;

import io.cordon.jobs.settings.RunSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every job with settings takes; a command mixes them in with {@code @Mixin}. */
final class RunOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings of this run (HOCON). It says only what differs from the defaults.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key over the file; may be repeated, and the last one wins.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** The settings of the run, checked. */
  RunSettings settings() {
    return RunSettings.load(Optional.ofNullable(config), overrides);
  }
}
