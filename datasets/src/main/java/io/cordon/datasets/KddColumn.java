package io.cordon.datasets;

import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The 41 features of KDD Cup 99 in file order. Their true types: text; a flag, 0 or 1 (symbolic in
 * kddcup.names); a whole number of bytes, seconds or events (continuous); a share in [0, 1] with
 * two decimals (continuous).
 */
enum KddColumn {
  DURATION(Kind.COUNT),
  PROTOCOL_TYPE(Kind.TEXT),
  SERVICE(Kind.TEXT),
  FLAG(Kind.TEXT),
  SRC_BYTES(Kind.COUNT),
  DST_BYTES(Kind.COUNT),
  LAND(Kind.FLAG),
  WRONG_FRAGMENT(Kind.COUNT),
  URGENT(Kind.COUNT),
  HOT(Kind.COUNT),
  NUM_FAILED_LOGINS(Kind.COUNT),
  LOGGED_IN(Kind.FLAG),
  NUM_COMPROMISED(Kind.COUNT),
  ROOT_SHELL(Kind.COUNT),
  SU_ATTEMPTED(Kind.COUNT),
  NUM_ROOT(Kind.COUNT),
  NUM_FILE_CREATIONS(Kind.COUNT),
  NUM_SHELLS(Kind.COUNT),
  NUM_ACCESS_FILES(Kind.COUNT),
  NUM_OUTBOUND_CMDS(Kind.COUNT),
  IS_HOST_LOGIN(Kind.FLAG),
  IS_GUEST_LOGIN(Kind.FLAG),
  COUNT(Kind.COUNT),
  SRV_COUNT(Kind.COUNT),
  SERROR_RATE(Kind.SHARE),
  SRV_SERROR_RATE(Kind.SHARE),
  RERROR_RATE(Kind.SHARE),
  SRV_RERROR_RATE(Kind.SHARE),
  SAME_SRV_RATE(Kind.SHARE),
  DIFF_SRV_RATE(Kind.SHARE),
  SRV_DIFF_HOST_RATE(Kind.SHARE),
  DST_HOST_COUNT(Kind.COUNT),
  DST_HOST_SRV_COUNT(Kind.COUNT),
  DST_HOST_SAME_SRV_RATE(Kind.SHARE),
  DST_HOST_DIFF_SRV_RATE(Kind.SHARE),
  DST_HOST_SAME_SRC_PORT_RATE(Kind.SHARE),
  DST_HOST_SRV_DIFF_HOST_RATE(Kind.SHARE),
  DST_HOST_SERROR_RATE(Kind.SHARE),
  DST_HOST_SRV_SERROR_RATE(Kind.SHARE),
  DST_HOST_RERROR_RATE(Kind.SHARE),
  DST_HOST_SRV_RERROR_RATE(Kind.SHARE);

  private final Kind kind;
  private final String column;

  KddColumn(Kind kind) {
    this.kind = kind;
    this.column = name().toLowerCase(Locale.ROOT);
  }

  /** The name in kddcup.names and in the table. */
  String column() {
    return column;
  }

  Kind kind() {
    return kind;
  }

  /** What a column holds, and so its type in the table. */
  enum Kind {
    TEXT(DataTypes.StringType, "symbolic"),
    FLAG(DataTypes.IntegerType, "symbolic"),
    COUNT(DataTypes.LongType, "continuous"),
    SHARE(DataTypes.DoubleType, "continuous");

    private final DataType type;
    private final String published;

    Kind(DataType type, String published) {
      this.type = type;
      this.published = published;
    }

    DataType type() {
      return type;
    }

    /** The word for it in kddcup.names. */
    String published() {
      return published;
    }
  }
}
