package io.cordon.imported;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.hdf5.Attribute;
import org.bytedeco.hdf5.DataSet;
import org.bytedeco.hdf5.DataSpace;
import org.bytedeco.hdf5.DataType;
import org.bytedeco.hdf5.Group;
import org.bytedeco.hdf5.H5File;
import org.bytedeco.hdf5.PredType;
import org.bytedeco.hdf5.StrType;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** An HDF5 file, through the HDF5 library; for one thread of the process at a time. */
final class Hdf5File implements AutoCloseable {
  /** Keras has a layer's weights two or three groups deep. */
  private static final int DEEPEST = 8;

  private static final long MOST_NUMBERS = ImportedFile.MOST_BYTES / Float.BYTES;

  private final H5File file;

  /**
   * Numbers of the file.
   *
   * @param shape sides, the last running fastest
   */
  record Weights(long[] shape, float[] values) {}

  Hdf5File(Path path) {
    org.bytedeco.hdf5.Exception.dontPrint();
    file = new H5File(path.toString(), hdf5.H5F_ACC_RDONLY());
  }

  /** The text of an attribute of the whole file. */
  Optional<String> text(String attribute) {
    if (!file.attrExists(attribute)) {
      return Optional.empty();
    }
    Attribute found = file.openAttribute(attribute);
    try (StrType type = found.getStrType();
        BytePointer text = new BytePointer(" ")) {
      found.read(type, text);
      byte[] bytes = new byte[Math.toIntExact(text.limit())];
      text.get(bytes);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8).replace("\0", ""));
    } finally {
      found.close();
    }
  }

  /** All arrays below a group, by their own names without what follows a colon. */
  Map<String, Weights> weights(String group, String layer) {
    Map<String, Weights> weights = new TreeMap<>();
    try (Group all = file.openGroup(group)) {
      if (all.nameExists(layer)) {
        try (Group below = all.openGroup(layer)) {
          collect(below, 0, weights);
        }
      }
    }
    return weights;
  }

  private static void collect(Group group, int depth, Map<String, Weights> weights) {
    if (depth > DEEPEST) {
      throw new UnsuitableException("has groups that are nested deeper than " + DEEPEST);
    }
    for (long index = 0; index < group.getNumObjs(); index++) {
      String name = group.getObjnameByIdx(index).getString();
      int type = group.childObjType(name);
      if (type == hdf5.H5O_TYPE_GROUP) {
        try (Group inner = group.openGroup(name)) {
          collect(inner, depth + 1, weights);
        }
      } else if (type == hdf5.H5O_TYPE_DATASET) {
        try (DataSet numbers = group.openDataSet(name)) {
          weights.put(name.replaceFirst(":.*", ""), read(numbers));
        }
      }
    }
  }

  private static Weights read(DataSet numbers) {
    try (DataSpace space = numbers.getSpace()) {
      long[] shape = new long[space.getSimpleExtentNdims()];
      long count = space.getSimpleExtentNpoints();
      if (shape.length == 0 || count < 0 || count > MOST_NUMBERS) {
        throw new UnsuitableException("has an array of " + count + " numbers");
      }
      space.getSimpleExtentDims(shape);
      float[] values = new float[(int) count];
      try (FloatPointer memory = new FloatPointer(count);
          DataType type = new DataType(PredType.NATIVE_FLOAT())) {
        numbers.read(memory, type);
        memory.get(values);
      }
      return new Weights(shape, values);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
