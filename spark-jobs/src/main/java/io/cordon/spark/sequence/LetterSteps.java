package io.cordon.spark.sequence;

import org.apache.spark.sql.api.java.UDF1;

/**
 * Runs on executors: the letters of a text as steps.
 *
 * @param letters that have a place of their own
 */
record LetterSteps(OneHot letters) implements UDF1<String, float[]> {
  private static final long serialVersionUID = 1L;

  @Override
  public float[] call(String text) {
    return text == null
        ? null
        : letters.steps(text.codePoints().mapToObj(Character::toString).iterator());
  }
}
