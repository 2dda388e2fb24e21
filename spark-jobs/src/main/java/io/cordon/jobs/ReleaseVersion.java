package io.cordon.jobs;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The release as the jar's manifest names it. */
final class ReleaseVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {"cordon " + Optional.ofNullable(version).orElse("(not run from its jar)")};
  }
}
