package io.cordon.datasets;

import io.cordon.error.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file at a publisher and how a copy of it is checked.
 *
 * @param name its name, there and here
 * @param check what a good copy passes
 * @param sha256 the published checksum in hexadecimal digits; empty where none is published
 */
record RemoteFile(String name, Check check, String sha256) {

  /** What makes a copy a good one. */
  enum Check {
    /** The sha256 is the published one. */
    CHECKSUM("sha256 checked"),
    /** No checksum is published: gzip's own checksum and length hold to the end of the file. */
    GZIP("no published sha256; gzip checksum checked"),
    /** No checksum is published: the text lists the 41 features. */
    KDD_NAMES("no published sha256; its 41 features checked");

    private final String said;

    Check(String said) {
      this.said = said;
    }

    /** What was checked, for the progress line. */
    String said() {
      return said;
    }
  }

  /** What is wrong with a copy; empty where nothing is. */
  Optional<String> problem(Path copy) throws IOException {
    return switch (check) {
      case CHECKSUM -> {
        String found = sha256(copy);
        yield found.equals(sha256)
            ? Optional.empty()
            : Optional.of("its sha256 must be " + sha256 + ", but is " + found);
      }
      case GZIP -> gzipProblem(copy);
      case KDD_NAMES -> namesProblem(copy);
    };
  }

  private static String sha256(Path copy) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
    try (InputStream input = Files.newInputStream(copy)) {
      byte[] buffer = new byte[1 << 16];
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Optional<String> gzipProblem(Path copy) throws IOException {
    try (InputStream input = Files.newInputStream(copy);
        GZIPInputStream unpacked = new GZIPInputStream(input)) {
      unpacked.transferTo(OutputStream.nullOutputStream());
      return Optional.empty();
    } catch (java.util.zip.ZipException | java.io.EOFException damaged) {
      return Optional.of("it is no whole gzip file (" + damaged.getMessage() + ")");
    }
  }

  private static Optional<String> namesProblem(Path copy) throws IOException {
    try {
      KddNames.check(new String(Files.readAllBytes(copy), StandardCharsets.UTF_8), "it");
      return Optional.empty();
    } catch (UserException mismatch) {
      return Optional.of(mismatch.getMessage());
    }
  }
}
