package io.cordon.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** The bytes of the file of parameters: floats, little-endian, with a running checksum. */
final class ParameterFile {
  private static final int CHUNK = 1 << 16;

  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private final MessageDigest digest = sha256();

  /** Writes vectors back to back and returns the checksum of all bytes. */
  static String write(Iterable<float[]> vectors, OutputStream out) throws IOException {
    ParameterFile file = new ParameterFile();
    for (float[] vector : vectors) {
      file.writeVector(vector, out);
    }
    return file.checksum();
  }

  /**
   * Reads the vectors of a checked table.
   *
   * @throws DamagedException where the file ends early, goes on, or has another checksum
   */
  static TreeMap<String, float[]> read(ParameterTable table, InputStream in)
      throws IOException, DamagedException {
    ParameterFile file = new ParameterFile();
    TreeMap<String, float[]> vectors = new TreeMap<>();
    for (VectorEntry entry : table.vectors()) {
      vectors.put(entry.name(), file.readVector((int) entry.length(), in));
    }
    if (in.read() >= 0) {
      throw new DamagedException("parameters.bin goes on behind the last vector");
    }
    String found = file.checksum();
    if (!found.equals(table.sha256())) {
      throw new DamagedException(
          "parameters.bin has the checksum " + found + ", not " + table.sha256());
    }
    return vectors;
  }

  /** SHA-256 of bytes, in hexadecimal. */
  static String checksum(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private void writeVector(float[] vector, OutputStream out) throws IOException {
    for (int from = 0; from < vector.length; from += CHUNK / Float.BYTES) {
      int count = Math.min(CHUNK / Float.BYTES, vector.length - from);
      buffer.clear();
      buffer.asFloatBuffer().put(vector, from, count);
      digest.update(buffer.array(), 0, count * Float.BYTES);
      out.write(buffer.array(), 0, count * Float.BYTES);
    }
  }

  private float[] readVector(int length, InputStream in) throws IOException, DamagedException {
    float[] vector = new float[length];
    for (int from = 0; from < length; from += CHUNK / Float.BYTES) {
      int count = Math.min(CHUNK / Float.BYTES, length - from);
      int bytes = in.readNBytes(buffer.array(), 0, count * Float.BYTES);
      if (bytes < count * Float.BYTES) {
        throw new DamagedException("parameters.bin ends before the last vector does");
      }
      digest.update(buffer.array(), 0, bytes);
      buffer.clear();
      buffer.asFloatBuffer().get(vector, from, count);
    }
    return vector;
  }

  private String checksum() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** The file's bytes are not those that were written. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String found) {
      super(found);
    }
  }
}
