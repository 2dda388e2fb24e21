package io.cordon.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.error.UserException;
import io.cordon.layer.Architecture;
import io.cordon.layer.Shape;
import io.cordon.network.Engine;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConvolutionalAutoencoderTest extends DetectorContractTest {

  static Autoencoder of(String settings) {
    Settings whole =
        Settings.load(
            ConfigFactory.parseString("detector { " + settings + " }"), Settings.reference());
    return Autoencoders.ofImages(whole.at("detector"), Engine.NATIVE);
  }

  @Override
  protected Detector detector() {
    return of("image.height = 2, conv-autoencoder { filters = [6, 6], code = 2, pooled = [1] }");
  }

  @Override
  protected double floor() {
    return 0.9;
  }

  @Override
  protected double margin() {
    return 0.2;
  }

  @Test
  void theNetworkOfPaper001HasFourBlocksOnEachSideAndGivesTheImageBack() {
    Architecture network = of("").architecture(28 * 28);
    List<Integer> filters = List.of(16, 16, 32, 32, 32, 16, 16, 1);
    List<Shape> shapes = network.shapes();
    assertThat(
            IntStream.range(0, network.layers().size())
                .filter(i -> network.layers().get(i) instanceof io.cordon.layer.Convolution)
                .mapToObj(i -> shapes.get(i + 1).channels()))
        .isEqualTo(filters);
    assertThat(shapes).contains(new Shape(7, 7, 32), Shape.row(32));
    assertThat(network.output()).isEqualTo(new Shape(28, 28, 1));
    assertThat(of("").encoder(28 * 28).outputs()).isEqualTo(32);
  }

  @Test
  void colourImagesHaveThreeChannels() {
    Architecture network = of("image.channels = 3").architecture(32 * 32 * 3);
    assertThat(network.shapes()).contains(new Shape(4, 4, 32));
    assertThat(network.output()).isEqualTo(new Shape(32, 32, 3));
  }

  @Test
  void rowsThatAreNoImagesAreRefused() {
    assertThatThrownBy(() -> of("").architecture(785))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("28 x 28")
        .hasMessageContaining("785 features")
        .hasMessageContaining("detector.image");
  }

  @Test
  void aRowScoresAlikeAtEveryPlaceOfABatch() {
    float[] image = new float[WIDTH];
    for (int place = 0; place < WIDTH; place++) {
      image[place] = 0.1f * place;
    }
    float[] many = new float[300 * WIDTH];
    for (int row = 0; row < 300; row++) {
      System.arraycopy(image, 0, many, row * WIDTH, WIDTH);
      many[row * WIDTH] += row % 7 == 3 ? 0 : 1;
    }
    Fitted fitted = detector().fit(LocalRows.of(WIDTH, many, SHARDS), training(1));
    float alone = detector().score(fitted).applyTo(Block.of(WIDTH, image))[0];
    float[] scores = detector().score(fitted).applyTo(Block.of(WIDTH, many));
    for (int row = 3; row < 300; row += 7) {
      assertThat(scores[row]).isEqualTo(alone);
    }
  }
}
