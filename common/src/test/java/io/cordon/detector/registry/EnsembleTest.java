package io.cordon.detector.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.detector.PlantedAnomalies;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.autoencoder.SmallAutoencoder;
import io.cordon.detector.pca.PrincipalComponents;
import io.cordon.error.UserException;
import io.cordon.layer.Activation;
import io.cordon.model.LoadedModel;
import io.cordon.model.LocalFolder;
import io.cordon.model.ModelFiles;
import io.cordon.model.ModelTraining;
import io.cordon.model.Recipe;
import io.cordon.network.Engine;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.training.Journal;
import io.cordon.training.Progress;
import io.cordon.training.RoundState;
import io.cordon.training.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest extends DetectorContractTest {
  private static final String NARROW =
      "detector { autoencoder { hidden = [6], code = 2 }, oc-nn { alternations = 5 } }, ";
  private static final PlantedAnomalies PLANTED = PlantedAnomalies.of(190, 10, 1);
  private static final LocalRows ROWS = LocalRows.of(WIDTH, PLANTED.values(), 2);

  private static Autoencoder autoencoder() {
    return SmallAutoencoder.of(Activation.TANH, Autoencoder.Score.SQUARED_ERROR);
  }

  @Override
  protected Detector detector() {
    return new Ensemble(autoencoder(), 3, MemberScores.Combine.MEDIAN);
  }

  @Override
  protected double floor() {
    return 0.9;
  }

  @Override
  protected double margin() {
    return 0.3;
  }

  private static Settings settings(String user) {
    return Settings.load(ConfigFactory.parseString(NARROW + user), Settings.reference());
  }

  private static Detector detector(String user) {
    Settings tree = settings(user);
    Detector detector = Detectors.from(tree, Engine.NATIVE);
    tree.finish();
    return detector;
  }

  private static void assertSameBits(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, vector) -> assertThat(actual.get(name)).as(name).isEqualTo(vector));
  }

  @Test
  void anEnsembleOfOneIsTheDetectorItself() {
    assertThat(detector("detector.name = autoencoder")).isInstanceOf(Autoencoder.class);
    assertThat(detector("detector.name = autoencoder, ensemble { members = 1, combine = mean }"))
        .isInstanceOf(Autoencoder.class);
    assertThat(detector("detector.name = pca")).isInstanceOf(PrincipalComponents.class);
    assertThat(detector("detector.name = oc-nn, ensemble.members = 2"))
        .isInstanceOf(Ensemble.class);
  }

  @Test
  void eachMemberIsTheDetectorTrainedAloneWithTheMembersSeed() {
    Fitted together = detector().fit(ROWS, training(5));
    TreeMap<String, float[]> alone = new TreeMap<>();
    for (int member = 0; member < 3; member++) {
      String prefix = "member-" + member + ".";
      autoencoder()
          .fit(ROWS, training(Ensemble.seed(5, member)))
          .vectors()
          .forEach((name, vector) -> alone.put(prefix + name, vector));
    }
    assertSameBits(together.vectors(), alone);
    assertThat(Ensemble.seed(5, 0)).isEqualTo(5);
    assertThat(together.vectors().values().stream().map(Arrays::hashCode).distinct().count())
        .as("other starts give other vectors")
        .isEqualTo(together.vectors().size());
  }

  @Test
  void theScoreIsTheMedianOfTheMembersScores() {
    Detector ensemble = detector();
    Block rows = Block.of(WIDTH, PLANTED.values());
    float[] scores = ensemble.score(ensemble.fit(ROWS, training(5))).applyTo(rows);
    float[][] ofMembers = new float[3][];
    for (int member = 0; member < 3; member++) {
      Fitted alone = autoencoder().fit(ROWS, training(Ensemble.seed(5, member)));
      ofMembers[member] = autoencoder().score(alone).applyTo(rows);
    }
    for (int row = 0; row < scores.length; row++) {
      float[] three = {ofMembers[0][row], ofMembers[1][row], ofMembers[2][row]};
      Arrays.sort(three);
      assertThat(scores[row]).as("row %d", row).isEqualTo(three[1]);
    }
  }

  @Test
  void aDetectorThatDrawsNothingIsRefused() {
    for (String name :
        new String[] {"pca", "robust-distance", "oc-svm, detector.oc-svm.kernel = linear"}) {
      assertThatThrownBy(() -> detector("ensemble.members = 2, detector.name = " + name))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(
              "ensemble.members",
              "must be 1 for "
                  + name.split(",")[0]
                  + " as it is set, which draws nothing at random: all members would be the same");
    }
    assertThat(detector("ensemble.members = 2, detector.name = pca, encoder.name = autoencoder"))
        .as("its encoder draws")
        .isInstanceOf(Ensemble.class);
    assertThat(detector("ensemble.members = 2, detector.name = oc-svm"))
        .as("the random features of the RBF kernel do")
        .isInstanceOf(Ensemble.class);
  }

  /** Keeps every round of every phase, until it is told to die before one. */
  private static final class Kept implements Journal {
    private final TreeMap<String, RoundState> states = new TreeMap<>();
    private final List<String> recorded = new ArrayList<>();
    private String fatal = "";

    @Override
    public Optional<RoundState> resume(String phase) {
      return Optional.ofNullable(states.get(phase));
    }

    @Override
    public void record(String phase, RoundState state, int rounds) {
      String name = phase + " " + state.round();
      if (name.equals(fatal)) {
        throw new IllegalStateException("killed before " + name);
      }
      states.put(phase, state);
      recorded.add(name);
    }
  }

  @Test
  void aKilledTrainingGoesOnInTheMiddleOfTheSecondMember() {
    Detector ensemble = detector("detector.name = oc-nn, ensemble.members = 3");
    Kept journal = new Kept();
    List<String> told = new ArrayList<>();
    Progress progress = (phase, state, rounds) -> told.add(phase + " " + state.round());
    Training training = new Training(training(5).settings(), journal, progress);
    Fitted expected = ensemble.fit(ROWS, training);
    assertThat(journal.recorded)
        .as("phases of all members, each round once")
        .hasSize(3 * (20 + 5))
        .doesNotHaveDuplicates()
        .isEqualTo(told)
        .contains("member-0-autoencoder 20", "member-1-oc-nn 5", "member-2-autoencoder 1");

    journal.states.clear();
    journal.recorded.clear();
    journal.fatal = "member-1-oc-nn 3";
    assertThatThrownBy(() -> ensemble.fit(ROWS, training)).hasMessageContaining("killed before");
    journal.recorded.clear();
    journal.fatal = "";
    Fitted resumed = ensemble.fit(ROWS, training);
    assertThat(journal.recorded)
        .startsWith("member-1-oc-nn 3", "member-1-oc-nn 4", "member-1-oc-nn 5")
        .hasSize(3 + 20 + 5);
    assertSameBits(resumed.vectors(), expected.vectors());
    assertThat(resumed.constants()).isEqualTo(expected.constants());
  }

  @Test
  void theModelFileHoldsAllMembersAndScoresAsTheEnsembleDid(@TempDir Path folder) {
    Settings tree = settings("detector.name = oc-nn, ensemble { members = 3, combine = mean }");
    Detector ensemble = Detectors.from(tree, Engine.NATIVE);
    Recipe recipe =
        new Recipe(
            ensemble,
            tree.resolvedJson("detector", "encoder", "ensemble", "threshold", "training"),
            Optional.empty(),
            Recipe.Quantile.EXACT,
            new TreeMap<>());
    ModelFiles.write(ModelTraining.train(ROWS, training(5), recipe), new LocalFolder(folder));
    LoadedModel loaded = LoadedModel.read(new LocalFolder(folder));
    Fitted trained = ensemble.fit(ROWS, training(5));
    Fitted untrained = ensemble.fit(ROWS, training(5).untrained());
    Block rows = Block.of(WIDTH, PLANTED.values());
    assertThat(loaded.score().applyTo(rows)).isEqualTo(ensemble.score(trained).applyTo(rows));
    assertThat(loaded.control().applyTo(rows)).isEqualTo(ensemble.score(untrained).applyTo(rows));
    assertThat(trained.vectors().keySet()).isEqualTo(untrained.vectors().keySet());
  }
}
