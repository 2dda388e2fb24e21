package io.cordon.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of a checkpoint: magic number, format version, fingerprint of the run, the state, and
 * the SHA-256 of all that. Big-endian, as {@link DataOutputStream} writes.
 */
final class CheckpointFormat {
  private static final int MAGIC = 0x43524443; // "CRDC"
  private static final int VERSION = 1;
  private static final int DIGEST = 32;

  private CheckpointFormat() {}

  /** A state with the fingerprint of the run that it belongs to. */
  record Checkpoint(String fingerprint, RoundState state) {}

  static byte[] encode(Checkpoint checkpoint) {
    RoundState state = checkpoint.state();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 4 * state.vector().length);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(checkpoint.fingerprint());
      out.writeInt(state.round());
      out.writeBoolean(state.finished());
      out.writeDouble(state.loss());
      out.writeInt(state.numbers().length);
      for (double number : state.numbers()) {
        out.writeDouble(number);
      }
      out.writeInt(state.vector().length);
      ByteBuffer floats = ByteBuffer.allocate(4 * state.vector().length);
      floats.asFloatBuffer().put(state.vector());
      out.write(floats.array());
      out.write(digest(bytes.toByteArray()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** The checkpoint, or empty where the bytes are not whole. */
  static Optional<Checkpoint> decode(byte[] bytes) {
    if (bytes.length < DIGEST) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOf(bytes, bytes.length - DIGEST);
    if (!Arrays.equals(digest(body), Arrays.copyOfRange(bytes, body.length, bytes.length))) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        return Optional.empty();
      }
      String fingerprint = in.readUTF();
      int round = in.readInt();
      boolean finished = in.readBoolean();
      double loss = in.readDouble();
      double[] numbers = new double[in.readInt()];
      for (int place = 0; place < numbers.length; place++) {
        numbers[place] = in.readDouble();
      }
      float[] vector = new float[in.readInt()];
      ByteBuffer.wrap(in.readAllBytes()).asFloatBuffer().get(vector);
      return Optional.of(
          new Checkpoint(fingerprint, new RoundState(round, vector, numbers, loss, finished)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
