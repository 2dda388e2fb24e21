package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.error.FirstLine;
import io.cordon.error.RootCause;
import io.cordon.error.UserException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.SparkConf;

/**
 * Logs in at the Kerberos of a secured Hadoop with a keytab. Spark does so under YARN and local
 * masters only, and tells a failure by a stack trace.
 */
final class KerberosLogin {
  private static final String PRINCIPAL = "spark.kerberos.principal";
  private static final String KEYTAB = "spark.kerberos.keytab";
  private static final String AUTHENTICATION = "hadoop.security.authentication";

  private KerberosLogin() {}

  /**
   * Logs in where a principal is given and Hadoop asks for Kerberos.
   *
   * @throws UserException USAGE for a keytab that is missing or does not fit the principal; STORAGE
   *     where the Kerberos server does not answer
   */
  static void where(SparkConf conf) {
    if (!conf.contains(PRINCIPAL)) {
      return;
    }
    Configuration hadoop = new Configuration();
    if (conf.contains("spark.hadoop." + AUTHENTICATION)) {
      hadoop.set(AUTHENTICATION, conf.get("spark.hadoop." + AUTHENTICATION));
    }
    if (!"kerberos".equalsIgnoreCase(hadoop.get(AUTHENTICATION))) {
      return;
    }
    String principal = conf.get(PRINCIPAL);
    String keytab = conf.get(KEYTAB, "");
    if (keytab.isEmpty() || !Files.isReadable(Path.of(keytab))) {
      throw new UserException(
          ExitCode.USAGE,
          "A Kerberos principal needs a keytab that can be read (%s), but %s is none: correct it"
              .formatted(KEYTAB, keytab.isEmpty() ? "an empty setting" : keytab));
    }
    UserGroupInformation.setConfiguration(hadoop);
    try {
      UserGroupInformation.loginUserFromKeytab(principal, keytab);
    } catch (IOException refused) {
      Throwable root = RootCause.of(refused);
      throw new UserException(
          isOfNetwork(root) ? ExitCode.STORAGE : ExitCode.USAGE,
          "The Kerberos principal %s (%s) must be one that the keytab %s holds and the server knows, but the login failed (%s): correct the settings, or look at the server"
              .formatted(principal, PRINCIPAL, keytab, FirstLine.of(root)),
          refused);
    }
  }

  private static boolean isOfNetwork(Throwable root) {
    return root instanceof SocketTimeoutException
        || root instanceof SocketException
        || root instanceof PortUnreachableException;
  }
}
