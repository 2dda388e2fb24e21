package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Runs on executors: makes rows of {@link ImageTable} of a slice of a file. A packed file cannot be
 * entered in its middle, so each slice unpacks what lies before it and passes over it.
 */
final class ImageRows implements FlatMapFunction<Integer, InternalRow> {
  /** Images a slice: fewer would unpack what lies before them more often. */
  static final int SLICE = 10_000;

  private static final long serialVersionUID = 1L;

  private final ImageFile[] files;
  private final SerializableConfiguration hadoop;

  ImageRows(ImageFile[] files, SerializableConfiguration hadoop) {
    this.files = files;
    this.hadoop = hadoop;
  }

  /** Slices of a file; a file without images has one, which sees to it that it ends there. */
  static int slices(ImageFile file) {
    return Math.max(1, (file.records() + SLICE - 1) / SLICE);
  }

  /** The rows of a slice, counted through all files. */
  @Override
  public Iterator<InternalRow> call(Integer slice) {
    int left = slice;
    for (ImageFile file : files) {
      if (left < slices(file)) {
        return new Slice(file, left * SLICE, hadoop.value());
      }
      left -= slices(file);
    }
    throw new IllegalArgumentException("there is no slice " + slice);
  }

  /** One row object serves for all rows: Spark copies what it is given. */
  private static final class Slice implements Iterator<InternalRow> {
    private final ImageFile file;
    private final int end;
    private final InputStream images;
    private final InputStream classes;
    private final byte[] record;
    private final Object[] values = new Object[4];
    private final InternalRow row = new GenericInternalRow(values);
    private int next;

    Slice(ImageFile file, int from, Configuration hadoop) {
      this.file = file;
      this.next = from;
      this.end = Math.min(file.records(), from + SLICE);
      this.record = new byte[file.layout().bytes()];
      try {
        images = PackedFiles.open(file.path(), hadoop);
        classes = file.classes().isEmpty() ? null : PackedFiles.open(file.classes(), hadoop);
        pass(images, file.header() + (long) from * record.length, file.path());
        if (classes != null) {
          pass(classes, IdxFiles.CLASSES_HEADER + (long) from, file.classes());
        }
        closeAtEnd();
      } catch (IOException problem) {
        throw ReadFailure.of(problem, file.path());
      }
      values[0] = UTF8String.fromString(file.name());
    }

    @Override
    public boolean hasNext() {
      return next < end;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      try {
        int read = images.readNBytes(record, 0, record.length);
        if (read < record.length) {
          throw cutOff(file.path());
        }
        values[2] = imageClass();
        next++;
        closeAtEnd();
      } catch (IOException problem) {
        throw ReadFailure.of(problem, file.path());
      }
      values[1] = file.before() + next;
      values[3] = UnsafeArrayData.fromPrimitiveArray(file.layout().values(record));
      return row;
    }

    private Integer imageClass() throws IOException {
      if (file.layout().classFirst()) {
        return record[0] & 0xFF;
      }
      if (classes == null) {
        return null;
      }
      int found = classes.read();
      if (found < 0) {
        throw cutOff(file.classes());
      }
      return found;
    }

    /** The last slice looks whether there is more than the header says. */
    private void closeAtEnd() throws IOException {
      if (hasNext()) {
        return;
      }
      if (end == file.records()) {
        requireEnd(images, file.path());
        if (classes != null) {
          requireEnd(classes, file.classes());
        }
      }
      images.close();
      if (classes != null) {
        classes.close();
      }
    }

    private void requireEnd(InputStream input, String path) throws IOException {
      if (input.read() >= 0) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "%s must end after the %d images that its header tells, but goes on: fetch or write it again."
                .formatted(path, file.records()));
      }
    }

    private void pass(InputStream input, long bytes, String path) throws IOException {
      try {
        input.skipNBytes(bytes);
      } catch (EOFException end) {
        throw cutOff(path);
      }
    }

    private UserException cutOff(String path) {
      return new UserException(
          ExitCode.BAD_DATA,
          "%s must hold %d images, but is cut off: fetch or write it again."
              .formatted(path, file.records()));
    }
  }
}
