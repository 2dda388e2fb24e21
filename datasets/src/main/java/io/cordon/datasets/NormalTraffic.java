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
import static io.cordon.datasets.KddColumn.ROOT_SHELL;
import static io.cordon.datasets.KddColumn.SRC_BYTES;
import static io.cordon.datasets.KddColumn.SU_ATTEMPTED;

/**
 * Harmless connections of thirteen services, with the oddities that keep single columns from
 * telling an attack: busy minutes (large counts), failed and refused connections (errors, no
 * bytes), guests with a few "hot" files, mistyped passwords, administrators (root shell), a monitor
 * that asks for many services, and backups (huge transfers).
 */
final class NormalTraffic {

  /**
   * What one service usually looks like: bytes are log-normal (median, spread), the duration in
   * seconds too where the service keeps a session.
   */
  private record Service(
      String protocol,
      String name,
      double weight,
      double sent,
      double sentSpread,
      double received,
      double receivedSpread,
      double seconds,
      boolean login) {}

  private static final Service[] SERVICES = {
    new Service("tcp", "http", 0.50, 240, 0.35, 2_000, 1.5, 0, true),
    new Service("tcp", "smtp", 0.12, 1_000, 0.8, 330, 0.1, 1, true),
    new Service("udp", "domain_u", 0.12, 43, 0.15, 90, 0.5, 0, false),
    new Service("tcp", "ftp_data", 0.06, 3_000, 2.2, 0, 0, 1, true),
    new Service("udp", "private", 0.04, 105, 0.02, 146, 0.02, 0, false),
    new Service("tcp", "ftp", 0.03, 180, 0.7, 700, 0.8, 20, true),
    new Service("tcp", "telnet", 0.03, 700, 1.2, 4_000, 1.5, 60, true),
    new Service("icmp", "ecr_i", 0.025, 60, 1.0, 0, 0, 0, false),
    new Service("icmp", "eco_i", 0.02, 30, 0.3, 0, 0, 0, false),
    new Service("udp", "ntp_u", 0.02, 48, 0, 48, 0, 0, false),
    new Service("tcp", "pop_3", 0.015, 35, 0.4, 500, 1.3, 1, true),
    new Service("tcp", "finger", 0.01, 8, 0.5, 150, 1.0, 0, false),
    new Service("tcp", "auth", 0.01, 9, 0.2, 24, 0.5, 0, false),
  };

  private static final double[] WEIGHTS = new double[SERVICES.length];

  static {
    for (int i = 0; i < SERVICES.length; i++) {
      WEIGHTS[i] = SERVICES[i].weight();
    }
  }

  private NormalTraffic() {}

  static Connection draw(Draws draws) {
    Service service = SERVICES[draws.weighted(WEIGHTS)];
    boolean failed = service.protocol().equals("tcp") && draws.chance(0.05);
    Connection connection = failed ? failed(service, draws) : served(service, draws);
    surroundings(failed, draws).describe(connection, draws);
    return connection;
  }

  private static Connection failed(Service service, Draws draws) {
    String flag = draws.pick("REJ", "REJ", "REJ", "S0", "S0", "RSTR", "RSTO");
    return new Connection(service.protocol(), service.name(), flag);
  }

  private static Connection served(Service service, Draws draws) {
    Connection connection = new Connection(service.protocol(), service.name(), "SF");
    connection.set(SRC_BYTES, draws.logNormal(service.sent(), service.sentSpread()));
    connection.set(DST_BYTES, draws.logNormal(service.received(), service.receivedSpread()));
    if (service.seconds() > 0) {
      connection.set(DURATION, draws.logNormal(service.seconds(), 1.3));
    }
    if (service.login() && draws.chance(0.97)) {
      connection.set(LOGGED_IN, 1);
    }
    switch (service.name()) {
      case "ftp" -> fileSession(connection, draws);
      case "ftp_data" -> transfer(connection, draws);
      case "telnet" -> terminalSession(connection, draws);
      case "pop_3" -> mistypedPassword(connection, draws);
      default -> {}
    }
    return connection;
  }

  private static void fileSession(Connection connection, Draws draws) {
    if (draws.chance(0.4)) {
      connection.set(IS_GUEST_LOGIN, 1).set(HOT, draws.logNormal(2, 0.8, 0, 30));
    } else {
      mistypedPassword(connection, draws);
      connection
          .set(HOT, draws.between(0, 1))
          .set(NUM_FILE_CREATIONS, draws.chance(0.1) ? draws.between(1, 4) : 0);
    }
  }

  private static void transfer(Connection connection, Draws draws) {
    if (draws.chance(0.15)) {
      connection.set(IS_GUEST_LOGIN, 1);
    }
    if (draws.chance(0.1)) {
      connection.set(SRC_BYTES, draws.logNormal(3e6, 1.2)).set(DURATION, draws.logNormal(120, 1));
    } else if (draws.chance(0.3)) {
      connection.set(DST_BYTES, connection.number(SRC_BYTES)).set(SRC_BYTES, 0);
    }
  }

  private static void terminalSession(Connection connection, Draws draws) {
    mistypedPassword(connection, draws);
    if (draws.chance(0.2)) {
      connection
          .set(ROOT_SHELL, 1)
          .set(SU_ATTEMPTED, draws.between(0, 1))
          .set(NUM_ROOT, draws.logNormal(4, 0.8, 1, 60));
      connection
          .set(NUM_ACCESS_FILES, draws.between(0, 2))
          .set(NUM_COMPROMISED, draws.chance(0.2) ? 1 : 0)
          .set(HOT, draws.between(0, 2));
    } else if (draws.chance(0.15)) {
      connection.set(NUM_FILE_CREATIONS, draws.between(1, 3)).set(HOT, draws.between(0, 2));
    }
  }

  private static void mistypedPassword(Connection connection, Draws draws) {
    if (draws.chance(0.08)) {
      connection
          .set(NUM_FAILED_LOGINS, draws.chance(0.9) ? 1 : 2)
          .set(HOT, connection.number(HOT) + 1);
    }
  }

  private static RecentTraffic surroundings(boolean failed, Draws draws) {
    double errors = failed ? draws.uniform(0.1, 1) : draws.chance(0.03) ? draws.uniform(0, 0.3) : 0;
    boolean halfOpen = draws.chance(0.35);
    boolean monitor = draws.chance(0.015);
    boolean busy = !failed && draws.chance(0.05);
    long count = busy ? draws.between(60, 511) : draws.logNormal(failed ? 3 : 5, 1, 1, 511);
    boolean manyServices = draws.chance(0.15);
    double sameService =
        monitor
            ? draws.uniform(0.05, 0.5)
            : manyServices ? draws.uniform(0.4, 1) : draws.uniform(0.9, 1);
    long lately = draws.chance(0.5) ? 255 : draws.between(1, 255);
    return new RecentTraffic(
        count,
        lately,
        sameService,
        draws.logNormal(1, 1.2, 0, 60),
        halfOpen ? errors : 0,
        halfOpen ? 0 : errors,
        draws.chance(0.2) ? draws.uniform(0, 1) : 0.02);
  }
}
