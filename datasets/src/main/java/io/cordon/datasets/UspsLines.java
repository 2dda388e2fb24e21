package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;

/**
 * Runs on executors: makes rows of {@link ImageTable} of USPS's lines, a digit and 256 grey values
 * from -1 (background) to 1, parted by commas or blanks.
 */
final class UspsLines implements Function<Tuple2<String, Long>, InternalRow> {
  private static final long serialVersionUID = 1L;
  private static final Pattern BETWEEN = Pattern.compile("[,\\s]\\s*");
  private static final int PIXELS = 256;
  private static final int LONGEST_EXAMPLE = 200;

  private final String part;
  private final String file;

  UspsLines(String part, String file) {
    this.part = part;
    this.file = file;
  }

  @Override
  public InternalRow call(Tuple2<String, Long> numbered) {
    String line = numbered._1();
    String[] fields = BETWEEN.split(line.strip());
    if (fields.length != PIXELS + 1) {
      throw misfit(numbered, null);
    }
    float[] pixels = new float[PIXELS];
    try {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        float grey = Float.parseFloat(fields[pixel + 1]);
        if (!(grey >= -1 && grey <= 1)) {
          throw misfit(numbered, null);
        }
        pixels[pixel] = (grey + 1) / 2;
      }
      double digit = Double.parseDouble(fields[0]);
      if (digit != (int) digit || digit < 0 || digit > 9) {
        throw misfit(numbered, null);
      }
      Object[] values = {
        UTF8String.fromString(part),
        numbered._2() + 1,
        (int) digit,
        UnsafeArrayData.fromPrimitiveArray(pixels)
      };
      return new GenericInternalRow(values);
    } catch (NumberFormatException problem) {
      throw misfit(numbered, problem);
    }
  }

  private UserException misfit(Tuple2<String, Long> numbered, RuntimeException cause) {
    String line = numbered._1();
    return new UserException(
        ExitCode.BAD_DATA,
        "Every line of %s must hold a digit and %d numbers from -1 to 1, but line %d does not: \"%s\"."
            .formatted(
                file,
                PIXELS,
                numbered._2() + 1,
                line.substring(0, Math.min(LONGEST_EXAMPLE, line.length()))),
        cause);
  }
}
