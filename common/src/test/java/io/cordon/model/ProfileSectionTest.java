package io.cordon.model;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Profiles that cannot be are refused. */
class ProfileSectionTest extends WrittenModel {

  @BeforeEach
  void writeProfiles() throws IOException {
    java.nio.file.Files.delete(document);
    ModelFiles.write(SampleModel.profiled(), folder);
  }

  @Test
  void aVersionHasItsSections() throws IOException {
    edit("\"formatVersion\" : 2", "\"formatVersion\" : 1");
    damaged("model.json holds profiles, which its format version does not have");
  }

  @Test
  void everyRowCountsOnce() throws IOException {
    edit("\"rest\" : 6", "\"rest\" : 7");
    damaged("the profile of column flag must count every row once");
  }

  @Test
  void everyColumnHasItsQuantiles() throws IOException {
    edit(
        "\"numeric\" : [\n      {\n        \"column\" : \"src",
        "\"numeric\" : [\n      {\n        \"column\" : \"a");
    damaged("the profiles must be of the feature plan's columns and categories");
  }
}
