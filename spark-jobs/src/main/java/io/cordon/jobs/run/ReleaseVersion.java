package io.cordon.jobs.run;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.IVersionProvider;

/** The release as the jar's manifest names it, and the versions that shape a model. */
public final class ReleaseVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"cordon " + release().orElse("(not run from its jar)")};
  }

  /** What a model's bits depend on beside its settings, by name. */
  public static SortedMap<String, String> versions() {
    return new TreeMap<>(
        java.util.Map.of(
            "cordon",
            release().orElse("development"),
            "spark",
            org.apache.spark.package$.MODULE$.SPARK_VERSION()));
  }

  private static Optional<String> release() {
    return Optional.ofNullable(ReleaseVersion.class.getPackage().getImplementationVersion());
  }
}
