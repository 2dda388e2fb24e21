package io.cordon.datasets;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Where a data set is published.
 *
 * @param folder that holds the files, with a slash at its end
 * @param files of the data set
 */
record Publication(URI folder, List<RemoteFile> files) {

  /** The data sets that can be fetched, by name. */
  static final Map<String, Publication> ALL =
      Map.of(
          KddCup99.NAME,
          of(
              "http://kdd.ics.uci.edu/databases/kddcup99/",
              new RemoteFile(KddNames.FILE, RemoteFile.Check.KDD_NAMES, ""),
              checked(
                  "kddcup.data_10_percent.gz",
                  "8045aca0d84e70e622d1148d7df782496f6333bf6eb979a1b0837c42a9fd9561"),
              new RemoteFile("corrected.gz", RemoteFile.Check.GZIP, "")),
          "mnist",
          // The mirror of the publisher's files, which the publisher's own server no longer serves.
          of(
              "https://ossci-datasets.s3.amazonaws.com/mnist/",
              checked(
                  "train-images-idx3-ubyte.gz",
                  "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
              checked(
                  "train-labels-idx1-ubyte.gz",
                  "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
              checked(
                  "t10k-images-idx3-ubyte.gz",
                  "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
              checked(
                  "t10k-labels-idx1-ubyte.gz",
                  "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")),
          "fashion-mnist",
          of(
              "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
              checked(
                  "train-images-idx3-ubyte.gz",
                  "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
              checked(
                  "train-labels-idx1-ubyte.gz",
                  "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
              checked(
                  "t10k-images-idx3-ubyte.gz",
                  "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
              checked(
                  "t10k-labels-idx1-ubyte.gz",
                  "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")),
          "usps",
          of(
              "https://hastie.su.domains/ElemStatLearn/datasets/",
              new RemoteFile("zip.train.gz", RemoteFile.Check.GZIP, ""),
              new RemoteFile("zip.test.gz", RemoteFile.Check.GZIP, "")));

  private static Publication of(String folder, RemoteFile... files) {
    return new Publication(URI.create(folder), List.of(files));
  }

  private static RemoteFile checked(String name, String sha256) {
    return new RemoteFile(name, RemoteFile.Check.CHECKSUM, sha256);
  }
}
