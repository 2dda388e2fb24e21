package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that logs in at a Kerberos server before it touches anything. */
class KerberosIT {
  @TempDir private static Path folder;
  private static MiniKdc kdc;
  private static Path keytab;
  private static Lake lake;

  @BeforeAll
  static void start() throws Exception {
    lake = Lake.in(folder, Lake.trained(folder));
    File place = folder.resolve("kdc").toFile();
    kdc = new MiniKdc(MiniKdc.createConf(), place);
    kdc.start();
    keytab = folder.resolve("cordon.keytab");
    kdc.createPrincipal(keytab.toFile(), "cordon");
  }

  @AfterAll
  static void stop() {
    kdc.stop();
    UserGroupInformation.reset();
    UserGroupInformation.setConfiguration(new Configuration());
  }

  @Test
  void scoresAsTheUserOfTheKeytab() throws IOException {
    JobRun run = score("cordon", keytab);
    assertThat(run.code()).as(run.err()).isZero();
    UserGroupInformation user = UserGroupInformation.getLoginUser();
    assertThat(user.getUserName()).isEqualTo("cordon@" + kdc.getRealm());
    assertThat(user.isFromKeytab()).isTrue();
    lake.assertNoLitter();
  }

  @Test
  void aWrongPrincipalIsToldInASentence() {
    JobRun run = score("nobody", keytab);
    assertThat(run.err())
        .startsWith("The Kerberos principal nobody@" + kdc.getRealm())
        .contains("but the login failed (");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void aMissingKeytabIsToldInASentence() {
    JobRun run = score("cordon", folder.resolve("nothing.keytab"));
    assertThat(run.err()).contains("needs a keytab that can be read", "nothing.keytab is none");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
  }

  private static JobRun score(String name, Path keytab) {
    return JobRun.under(
        Map.of(
            "spark.hadoop.hadoop.security.authentication",
            "kerberos",
            "spark.kerberos.principal",
            name + "@" + kdc.getRealm(),
            "spark.kerberos.keytab",
            keytab.toString()),
        lake.arguments(Lake.DAY));
  }
}
