package io.cordon.datasets;

import static io.cordon.datasets.KddColumn.DST_BYTES;
import static io.cordon.datasets.KddColumn.DURATION;
import static io.cordon.datasets.KddColumn.HOT;
import static io.cordon.datasets.KddColumn.IS_GUEST_LOGIN;
import static io.cordon.datasets.KddColumn.LOGGED_IN;
import static io.cordon.datasets.KddColumn.NUM_ACCESS_FILES;
import static io.cordon.datasets.KddColumn.NUM_COMPROMISED;
import static io.cordon.datasets.KddColumn.NUM_FAILED_LOGINS;
import static io.cordon.datasets.KddColumn.NUM_FILE_CREATIONS;
import static io.cordon.datasets.KddColumn.NUM_ROOT;
import static io.cordon.datasets.KddColumn.NUM_SHELLS;
import static io.cordon.datasets.KddColumn.ROOT_SHELL;
import static io.cordon.datasets.KddColumn.SRC_BYTES;

/**
 * Six attack families. None of their columns is out of the range of harmless traffic; what gives
 * each away is a combination:
 *
 * <ul>
 *   <li>neptune (dos, a flood of half-open connections): flag S0 and no bytes, with a large {@code
 *       count} AND {@code serror_rate} near 1; busy hosts have the count without errors, dead hosts
 *       the errors without the count
 *   <li>smurf (dos, a flood of echo replies): icmp with a large {@code count} equal to {@code
 *       srv_count}, and packets of 508 to 1,032 bytes, larger than a ping's
 *   <li>portsweep (probe): refused connections AND a high {@code diff_srv_rate} and {@code
 *       dst_host_diff_srv_rate}; a monitor asks for many services and gets them
 *   <li>guess_passwd (r2l): {@code num_failed_logins} AND not {@code logged_in}, again and again at
 *       one host; a mistyped password is followed by a login
 *   <li>warezclient (r2l, theft of files by a guest): {@code is_guest_login} AND many {@code hot}
 *       accesses in a long session
 *   <li>buffer_overflow (u2r): {@code root_shell} AND new files, shells and compromised conditions
 *       in one session; administrators have the shell only
 * </ul>
 */
final class AttackTraffic {

  /**
   * Of 20 attacks in a row so many belong to each family, in an order that the seed decides: every
   * table with 20 attacks has all six.
   */
  enum Family {
    NEPTUNE("neptune", 7),
    SMURF("smurf", 5),
    PORTSWEEP("portsweep", 3),
    GUESS_PASSWD("guess_passwd", 2),
    WAREZCLIENT("warezclient", 2),
    BUFFER_OVERFLOW("buffer_overflow", 1);

    private final String title;
    private final int ofTwenty;

    Family(String title, int ofTwenty) {
      this.title = title;
      this.ofTwenty = ofTwenty;
    }

    /** The name in the column {@code attack}. */
    String title() {
      return title;
    }

    int ofTwenty() {
      return ofTwenty;
    }
  }

  private AttackTraffic() {}

  static Connection draw(Family family, Draws draws) {
    return switch (family) {
      case NEPTUNE -> neptune(draws);
      case SMURF -> smurf(draws);
      case PORTSWEEP -> portsweep(draws);
      case GUESS_PASSWD -> guessPasswd(draws);
      case WAREZCLIENT -> warezclient(draws);
      case BUFFER_OVERFLOW -> bufferOverflow(draws);
    };
  }

  private static Connection neptune(Draws draws) {
    Connection connection =
        new Connection("tcp", draws.pick("http", "smtp", "ftp", "telnet", "finger"), "S0");
    new RecentTraffic(
            draws.between(60, 511), 255, draws.uniform(0.02, 1), 0, draws.uniform(0.9, 1), 0, 0.01)
        .describe(connection, draws);
    return connection;
  }

  private static Connection smurf(Draws draws) {
    Connection connection =
        new Connection("icmp", "ecr_i", "SF")
            .set(SRC_BYTES, draws.chance(0.7) ? 1_032 : draws.chance(0.5) ? 520 : 508);
    new RecentTraffic(
            draws.between(60, 511), draws.between(150, 255), 1, 0, 0, 0, draws.uniform(0.6, 1))
        .describe(connection, draws);
    return connection;
  }

  private static Connection portsweep(Draws draws) {
    Connection connection =
        new Connection(
            "tcp",
            draws.pick("http", "smtp", "ftp", "telnet", "finger", "auth", "pop_3"),
            draws.pick("REJ", "REJ", "RSTR", "RSTO"));
    connection.set(DURATION, draws.chance(0.1) ? draws.logNormal(30, 1.5) : 0);
    new RecentTraffic(
            draws.logNormal(6, 0.8, 2, 60),
            draws.between(40, 255),
            draws.uniform(0, 0.3),
            draws.between(0, 3),
            0,
            draws.uniform(0.7, 1),
            0.02)
        .describe(connection, draws);
    return connection;
  }

  private static Connection guessPasswd(Draws draws) {
    Connection connection =
        new Connection(
            "tcp",
            draws.pick("telnet", "telnet", "pop_3", "ftp"),
            draws.chance(0.7) ? "SF" : "RSTO");
    connection
        .set(SRC_BYTES, draws.logNormal(125, 0.1))
        .set(DST_BYTES, draws.logNormal(180, 0.2))
        .set(DURATION, draws.between(1, 6));
    connection.set(NUM_FAILED_LOGINS, draws.between(1, 4)).set(HOT, draws.between(0, 2));
    new RecentTraffic(
            draws.between(1, 5),
            draws.between(100, 255),
            1,
            0,
            0,
            draws.uniform(0, 0.5),
            draws.uniform(0, 0.05))
        .describe(connection, draws);
    return connection;
  }

  private static Connection warezclient(Draws draws) {
    Connection connection =
        new Connection("tcp", draws.chance(0.7) ? "ftp" : "ftp_data", "SF")
            .set(LOGGED_IN, 1)
            .set(IS_GUEST_LOGIN, 1);
    connection.set(DURATION, draws.logNormal(400, 1)).set(HOT, draws.between(8, 30));
    connection
        .set(SRC_BYTES, draws.logNormal(2_000, 1.2))
        .set(DST_BYTES, draws.logNormal(6_000, 1.5));
    new RecentTraffic(
            draws.between(1, 4), draws.between(1, 255), draws.uniform(0.7, 1), 0, 0, 0, 0.02)
        .describe(connection, draws);
    return connection;
  }

  private static Connection bufferOverflow(Draws draws) {
    Connection connection =
        new Connection("tcp", "telnet", "SF")
            .set(LOGGED_IN, 1)
            .set(ROOT_SHELL, draws.chance(0.85) ? 1 : 0);
    connection
        .set(DURATION, draws.logNormal(150, 0.8))
        .set(SRC_BYTES, draws.logNormal(1_500, 0.6))
        .set(DST_BYTES, draws.logNormal(5_000, 1));
    connection
        .set(HOT, draws.between(1, 6))
        .set(NUM_COMPROMISED, draws.between(1, 4))
        .set(NUM_ROOT, draws.between(0, 5));
    connection
        .set(NUM_FILE_CREATIONS, draws.between(1, 5))
        .set(NUM_SHELLS, draws.chance(0.6) ? draws.between(1, 2) : 0)
        .set(NUM_ACCESS_FILES, draws.between(0, 2));
    new RecentTraffic(
            draws.between(1, 3),
            draws.between(1, 60),
            draws.uniform(0.5, 1),
            0,
            0,
            0,
            draws.uniform(0, 0.3))
        .describe(connection, draws);
    return connection;
  }
}
