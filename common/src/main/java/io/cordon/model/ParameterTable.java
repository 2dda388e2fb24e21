package io.cordon.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What the file of parameters holds: vectors of little-endian floats, back to back, the detector's
 * by name and the score quantiles last.
 *
 * @param sha256 of the file's bytes, in hexadecimal
 */
record ParameterTable(String sha256, List<VectorEntry> vectors) {
  private static final int LONGEST_VECTOR = Integer.MAX_VALUE - 8;

  ParameterTable {
    vectors = List.copyOf(vectors);
  }

  /** The table of a model's vectors. */
  static ParameterTable of(SortedMap<String, float[]> vectors, String sha256) {
    List<VectorEntry> entries = new ArrayList<>();
    long offset = 0;
    for (Map.Entry<String, float[]> vector : vectors.entrySet()) {
      entries.add(new VectorEntry(vector.getKey(), vector.getValue().length, offset));
      offset += (long) Float.BYTES * vector.getValue().length;
    }
    entries.add(new VectorEntry(VectorEntry.SCORE_QUANTILES, Model.QUANTILES, offset));
    return new ParameterTable(sha256, entries);
  }

  /**
   * Refuses a table that does not describe a file of so many bytes, before anything of it is
   * allocated.
   *
   * @throws IllegalArgumentException saying what does not fit
   */
  void requireFits(long bytes) {
    Set<String> names = new HashSet<>();
    long offset = 0;
    for (int index = 0; index < vectors.size(); index++) {
      VectorEntry vector = vectors.get(index);
      require(
          VectorEntry.isSound(vector.name()),
          "a vector's name must be letters, digits, _, - and single dots, unlike \""
              + vector.name()
              + "\"");
      require(names.add(vector.name()), "vector " + vector.name() + " is listed twice");
      boolean last = index == vectors.size() - 1;
      require(
          last == vector.name().equals(VectorEntry.SCORE_QUANTILES),
          "the score quantiles must be the last vector, and no other");
      require(
          vector.length() >= 0 && vector.length() <= LONGEST_VECTOR,
          "vector " + vector.name() + " cannot have length " + vector.length());
      require(
          vector.offset() == offset,
          "vector " + vector.name() + " must start at byte " + offset + ", not " + vector.offset());
      offset +=
          Float.BYTES
              * vector
                  .length(); // at most 2^33 for each of at most some million entries: no overflow
    }
    require(!vectors.isEmpty(), "the score quantiles must be the last vector, and no other");
    require(
        offset == bytes, "its vectors take " + offset + " bytes, but parameters.bin has " + bytes);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
