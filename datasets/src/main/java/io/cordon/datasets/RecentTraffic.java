package io.cordon.datasets;

import static io.cordon.datasets.KddColumn.COUNT;
import static io.cordon.datasets.KddColumn.DIFF_SRV_RATE;
import static io.cordon.datasets.KddColumn.DST_HOST_COUNT;
import static io.cordon.datasets.KddColumn.DST_HOST_DIFF_SRV_RATE;
import static io.cordon.datasets.KddColumn.DST_HOST_RERROR_RATE;
import static io.cordon.datasets.KddColumn.DST_HOST_SAME_SRC_PORT_RATE;
import static io.cordon.datasets.KddColumn.DST_HOST_SAME_SRV_RATE;
import static io.cordon.datasets.KddColumn.DST_HOST_SERROR_RATE;
import static io.cordon.datasets.KddColumn.DST_HOST_SRV_COUNT;
import static io.cordon.datasets.KddColumn.DST_HOST_SRV_DIFF_HOST_RATE;
import static io.cordon.datasets.KddColumn.DST_HOST_SRV_RERROR_RATE;
import static io.cordon.datasets.KddColumn.DST_HOST_SRV_SERROR_RATE;
import static io.cordon.datasets.KddColumn.RERROR_RATE;
import static io.cordon.datasets.KddColumn.SAME_SRV_RATE;
import static io.cordon.datasets.KddColumn.SERROR_RATE;
import static io.cordon.datasets.KddColumn.SRV_COUNT;
import static io.cordon.datasets.KddColumn.SRV_DIFF_HOST_RATE;
import static io.cordon.datasets.KddColumn.SRV_RERROR_RATE;
import static io.cordon.datasets.KddColumn.SRV_SERROR_RATE;

/**
 * What a sensor saw lately around one connection: the nine features over the last two seconds and
 * the ten over the last hundred connections to the host. Every share is a count of connections
 * divided by the feature that counts them all, so that the columns of a row agree with each other.
 *
 * @param toHost connections to the same host within two seconds, this one included: 1 to 511
 * @param toHostLately of the last connections those to the same host: 1 to 255
 * @param sameService probability that a connection to the host asks for the same service
 * @param otherHosts connections for the same service to other hosts within two seconds, at least 0
 * @param halfOpen probability that another connection stays half open (a SYN error)
 * @param refused probability that another connection is refused (a REJ error)
 * @param samePort probability that a connection comes from the same source port
 */
record RecentTraffic(
    long toHost,
    long toHostLately,
    double sameService,
    long otherHosts,
    double halfOpen,
    double refused,
    double samePort) {
  private static final long MOST = 511;

  /** Fills the nineteen features; the connection's own flag counts as the first event. */
  void describe(Connection connection, Draws draws) {
    String flag = connection.text(KddColumn.FLAG);
    long ownHalfOpen = flag.startsWith("S") && !flag.equals("SF") ? 1 : 0;
    long ownRefused = flag.startsWith("R") ? 1 : 0;

    long same = 1 + draws.binomial(toHost - 1, sameService);
    long service = Math.min(MOST, same + otherHosts);
    connection.set(COUNT, toHost).set(SRV_COUNT, service);
    connection
        .share(SAME_SRV_RATE, same, toHost)
        .share(DIFF_SRV_RATE, different(toHost - same, draws), toHost);
    connection.share(SRV_DIFF_HOST_RATE, service - same, service);
    connection.share(SERROR_RATE, ownHalfOpen + draws.binomial(toHost - 1, halfOpen), toHost);
    connection.share(SRV_SERROR_RATE, ownHalfOpen + draws.binomial(service - 1, halfOpen), service);
    connection.share(RERROR_RATE, ownRefused + draws.binomial(toHost - 1, refused), toHost);
    connection.share(SRV_RERROR_RATE, ownRefused + draws.binomial(service - 1, refused), service);

    long sameLately = 1 + draws.binomial(toHostLately - 1, sameService);
    long serviceLately = Math.min(255, sameLately + Math.min(otherHosts, 20));
    connection.set(DST_HOST_COUNT, toHostLately).set(DST_HOST_SRV_COUNT, serviceLately);
    connection.share(DST_HOST_SAME_SRV_RATE, sameLately, toHostLately);
    connection.share(
        DST_HOST_DIFF_SRV_RATE, different(toHostLately - sameLately, draws), toHostLately);
    connection.share(
        DST_HOST_SAME_SRC_PORT_RATE, 1 + draws.binomial(toHostLately - 1, samePort), toHostLately);
    connection.share(DST_HOST_SRV_DIFF_HOST_RATE, serviceLately - sameLately, serviceLately);
    connection.share(
        DST_HOST_SERROR_RATE,
        ownHalfOpen + draws.binomial(toHostLately - 1, halfOpen),
        toHostLately);
    connection.share(
        DST_HOST_SRV_SERROR_RATE,
        ownHalfOpen + draws.binomial(serviceLately - 1, halfOpen),
        serviceLately);
    connection.share(
        DST_HOST_RERROR_RATE, ownRefused + draws.binomial(toHostLately - 1, refused), toHostLately);
    connection.share(
        DST_HOST_SRV_RERROR_RATE,
        ownRefused + draws.binomial(serviceLately - 1, refused),
        serviceLately);
  }

  /** How many different services the connections to other services asked for. */
  private static long different(long others, Draws draws) {
    return others == 0 ? 0 : 1 + draws.binomial(others - 1, 0.6);
  }
}
