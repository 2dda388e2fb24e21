package io.cordon.imported;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/**
 * The flat vector of a network as ND4J writes it: two buffers, the shape and then the numbers, each
 * with the name of an allocation mode, a length and the name of a type before it.
 */
final class Dl4jCoefficients {
  /** Modes of releases whose lengths have 32 bits. */
  private static final List<String> SHORT = List.of("DIRECT", "HEAP", "JAVACPP");

  private static final List<String> LONG = List.of("LONG_SHAPE", "MIXED_DATA_TYPES");

  private Dl4jCoefficients() {}

  static float[] read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Header shape = header(in);
      in.skipNBytes(shape.length() * shape.bytes());
      Header numbers = header(in);
      if (numbers.length() * numbers.bytes() > in.available()) {
        throw new EOFException();
      }
      float[] values = new float[(int) numbers.length()];
      for (int index = 0; index < values.length; index++) {
        values[index] =
            switch (numbers.type()) {
              case "FLOAT" -> in.readFloat();
              case "DOUBLE" -> (float) in.readDouble();
              default ->
                  throw new UnsuitableException("has coefficients of type " + numbers.type());
            };
      }
      return values;
    } catch (EOFException | java.io.UTFDataFormatException problem) {
      throw new UnsuitableException("has coefficients that break off or are damaged", problem);
    }
  }

  private record Header(long length, String type) {
    long bytes() {
      return switch (type) {
        case "INT", "FLOAT" -> Integer.BYTES;
        case "LONG", "DOUBLE" -> Long.BYTES;
        default -> throw new UnsuitableException("has coefficients of type " + type);
      };
    }
  }

  private static Header header(DataInputStream in) throws IOException {
    String mode = in.readUTF();
    if (!SHORT.contains(mode) && !LONG.contains(mode)) {
      throw new UnsuitableException("has coefficients that are none of ND4J's arrays");
    }
    long length = SHORT.contains(mode) ? in.readInt() : in.readLong();
    if (length < 0 || length > ImportedFile.MOST_BYTES) {
      throw new UnsuitableException("has " + length + " coefficients");
    }
    return new Header(length, in.readUTF());
  }
}
