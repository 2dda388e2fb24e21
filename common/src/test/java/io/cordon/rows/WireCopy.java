package io.cordon.rows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** A value after a trip over the wire, as Spark would send it; fails where it cannot travel. */
public final class WireCopy {

  private WireCopy() {}

  public static byte[] bytes(Serializable value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException problem) {
      throw new AssertionError(value.getClass() + " cannot travel", problem);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked")
  public static <A extends Serializable> A of(A value) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(value)))) {
      return (A) in.readObject();
    } catch (IOException | ClassNotFoundException problem) {
      throw new AssertionError(value.getClass() + " cannot travel", problem);
    }
  }
}
