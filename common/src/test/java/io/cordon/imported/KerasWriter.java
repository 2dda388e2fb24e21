package io.cordon.imported;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.hdf5.Attribute;
import org.bytedeco.hdf5.DataSet;
import org.bytedeco.hdf5.DataSpace;
import org.bytedeco.hdf5.DataType;
import org.bytedeco.hdf5.Group;
import org.bytedeco.hdf5.H5File;
import org.bytedeco.hdf5.PredType;
import org.bytedeco.hdf5.StrType;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.FloatPointer;

/** Writes Keras files of Sequential models, with random weights, as {@code model.save} does. */
final class KerasWriter {
  /** What Keras writes of every layer that learns, and DL4J's import asks for. */
  private static final String LEARNING =
      """
      , "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": null}}, \
      "recurrent_initializer": {"class_name": "Orthogonal", "config": {"gain": 1.0, "seed": null}}, \
      "bias_initializer": {"class_name": "Zeros", "config": {}}, \
      "beta_initializer": {"class_name": "Zeros", "config": {}}, \
      "gamma_initializer": {"class_name": "Ones", "config": {}}, \
      "moving_mean_initializer": {"class_name": "Zeros", "config": {}}, \
      "moving_variance_initializer": {"class_name": "Ones", "config": {}}, \
      "kernel_regularizer": null, "recurrent_regularizer": null, "bias_regularizer": null, \
      "beta_regularizer": null, "gamma_regularizer": null, "activity_regularizer": null, \
      "kernel_constraint": null, "recurrent_constraint": null, "bias_constraint": null, \
      "beta_constraint": null, "gamma_constraint": null""";

  private final SplittableRandom random = new SplittableRandom(7);
  private final List<String> layers = new ArrayList<>();
  private final List<Array> arrays = new ArrayList<>();

  private record Array(String layer, String name, long[] shape, boolean positive) {}

  /**
   * Adds a layer.
   *
   * @param type Keras's class
   * @param config further settings, JSON without braces; "" for none
   */
  KerasWriter layer(String type, String name, String config) {
    layers.add(
        """
        {"class_name": "%s", "config": {"name": "%s", "trainable": true, "dtype": "float32"%s}}"""
            .formatted(type, name, (config.isEmpty() ? "" : ", " + config) + LEARNING));
    return this;
  }

  /** Gives the layer that was added last an array. */
  KerasWriter weights(String layer, String name, long... shape) {
    arrays.add(new Array(layer, name, shape, name.equals("moving_variance")));
    return this;
  }

  String configuration() {
    return """
        {"class_name": "Sequential", "config": {"name": "sequential", "layers": [%s]}}"""
        .formatted(String.join(", ", layers));
  }

  /** Writes the file. */
  Path write(Path path) {
    return write(path, configuration());
  }

  Path write(Path path, String configuration) {
    try (H5File file = new H5File(path.toString(), hdf5.H5F_ACC_TRUNC())) {
      attribute(file, "model_config", configuration);
      attribute(file, "keras_version", "2.6.0");
      attribute(file, "backend", "tensorflow");
      try (Group all = file.createGroup("model_weights")) {
        attribute(all, "keras_version", "2.6.0");
        attribute(all, "backend", "tensorflow");
        for (Array array : arrays) {
          write(all, array);
        }
      }
    }
    return path;
  }

  private void write(Group all, Array array) {
    String path = array.layer() + "/" + array.name() + ":0";
    try (Group outer = group(all, array.layer());
        Group inner = group(outer, array.layer());
        DataSpace space = new DataSpace(array.shape().length, array.shape());
        DataType type = new DataType(PredType.NATIVE_FLOAT());
        DataSet set = inner.createDataSet(array.name() + ":0", type, space)) {
      // An array of texts in Keras's own files, of which DL4J's import reads the first.
      if (!outer.attrExists("weight_names")) {
        attribute(outer, "weight_names", path);
      }
      int count = 1;
      for (long side : array.shape()) {
        count = Math.multiplyExact(count, (int) side);
      }
      float[] values = new float[count];
      for (int index = 0; index < count; index++) {
        values[index] =
            (float) (array.positive() ? 0.2 + random.nextDouble() : random.nextDouble() - 0.4);
      }
      try (FloatPointer memory = new FloatPointer(values)) {
        set.write(memory, type);
      }
    }
  }

  private static Group group(Group in, String name) {
    return in.nameExists(name) ? in.openGroup(name) : in.createGroup(name);
  }

  /** A text of variable length, as h5py writes it. */
  private static void attribute(Group of, String name, String value) {
    try (StrType type = new StrType(PredType.C_S1(), hdf5.H5T_VARIABLE);
        DataSpace scalar = new DataSpace(hdf5.H5S_SCALAR);
        Attribute attribute = of.createAttribute(name, type, scalar)) {
      attribute.write(type, value);
    }
  }
}
