package io.cordon.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master$;
import org.apache.spark.deploy.worker.Worker$;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;
import scala.Some;

/**
 * A standalone cluster of two workers that look like two hosts: Spark starts a speculative copy of
 * a task on another host only, which a local-cluster does not have.
 */
public final class TwoHosts implements AutoCloseable {
  private final List<RpcEnv> parts = new ArrayList<>();
  private final String master;

  public TwoHosts(Path folder) {
    SparkConf conf = new SparkConf(false).set("spark.master.rest.enabled", "false");
    RpcEnv first = Master$.MODULE$.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    parts.add(first);
    master = "spark://127.0.0.1:" + first.address().port();
    for (int number = 1; number <= 2; number++) {
      parts.add(
          Worker$.MODULE$.startRpcEnvAndEndpoint(
              "127.0.0." + number,
              0,
              0,
              1,
              1024,
              new String[] {master},
              folder.toString(),
              new Some<>(number),
              conf,
              Option.empty()));
    }
  }

  /** What a session connects to. */
  public String master() {
    return master;
  }

  @Override
  public void close() {
    for (int part = parts.size() - 1; part >= 0; part--) {
      parts.get(part).shutdown();
      parts.get(part).awaitTermination();
    }
  }
}
