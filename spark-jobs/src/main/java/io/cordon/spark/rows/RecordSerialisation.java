package io.cordon.spark.rows;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag$;

/**
 * Lets records cross the wire where {@code spark.serializer} is Kryo: Spark's Kryo cannot set a
 * record's fields, so records are written as closures are.
 */
public final class RecordSerialisation implements KryoRegistrator {
  private static final String SERIALIZER = "spark.serializer";
  private static final String REGISTRATORS = "spark.kryo.registrator";

  /** Adds this to the registrators of a session that is about to be opened. */
  public static void register(SparkConf conf) {
    String others = conf.get(REGISTRATORS, "");
    if (!others.contains(RecordSerialisation.class.getName())) {
      conf.set(
          REGISTRATORS,
          (others.isBlank() ? "" : others + ",") + RecordSerialisation.class.getName());
    }
  }

  /**
   * Fails before any work on a session of another's in which records cannot travel.
   *
   * @throws UserException USAGE naming the setting that is missing
   */
  public static void require(SparkConf conf) {
    boolean kryo = conf.get(SERIALIZER, "").endsWith("KryoSerializer");
    if (kryo && !conf.get(REGISTRATORS, "").contains(RecordSerialisation.class.getName())) {
      throw new UserException(
          ExitCode.USAGE,
          "With "
              + SERIALIZER
              + " = "
              + conf.get(SERIALIZER)
              + " Cordon's records need help to cross the wire: add "
              + RecordSerialisation.class.getName()
              + " to "
              + REGISTRATORS
              + ", or leave "
              + SERIALIZER
              + " as it is");
    }
  }

  @Override
  public void registerClasses(Kryo kryo) {
    kryo.addDefaultSerializer(Record.class, new AsClosures());
  }

  /** Writes a value as Spark writes closures: by Java, with the class loader of the job. */
  private static final class AsClosures extends Serializer<Object> {
    AsClosures() {
      super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
      ByteBuffer bytes = serializer().serialize(value, ClassTag$.MODULE$.Any());
      output.writeInt(bytes.remaining());
      output.writeBytes(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<Object> type) {
      ByteBuffer bytes = ByteBuffer.wrap(input.readBytes(input.readInt()));
      return serializer().deserialize(bytes, kryo.getClassLoader(), ClassTag$.MODULE$.Any());
    }

    private static SerializerInstance serializer() {
      return SparkEnv.get().closureSerializer().newInstance();
    }
  }
}
