package io.cordon.datasets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The four categories of attack in KDD Cup 99 and their families: the 22 of the training file, and
 * the 17 that only the test file has, placed as in the contest's own results (the test file then
 * has 229,853 dos, 4,166 probe, 228 u2r and 16,189 r2l).
 */
final class KddAttacks {
  static final String NORMAL = "normal";

  private static final Map<String, List<String>> CATEGORIES = new LinkedHashMap<>();

  static {
    CATEGORIES.put(
        "dos",
        words("back land neptune pod smurf teardrop apache2 mailbomb processtable udpstorm"));
    CATEGORIES.put("probe", words("ipsweep nmap portsweep satan mscan saint"));
    CATEGORIES.put(
        "r2l",
        words(
            "ftp_write guess_passwd imap multihop phf spy warezclient warezmaster named sendmail snmpgetattack snmpguess worm xlock xsnoop"));
    CATEGORIES.put(
        "u2r", words("buffer_overflow loadmodule perl rootkit httptunnel ps sqlattack xterm"));
  }

  private KddAttacks() {}

  private static List<String> words(String families) {
    return List.of(families.split(" "));
  }

  /** Every name that the column of labels may hold, "normal" included. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of(NORMAL));
    CATEGORIES.values().forEach(names::addAll);
    return names;
  }

  /** dos, probe, r2l, u2r or normal; empty text for a name that is none of ours. */
  static String category(String family) {
    for (Map.Entry<String, List<String>> category : CATEGORIES.entrySet()) {
      if (category.getValue().contains(family)) {
        return category.getKey();
      }
    }
    return family.equals(NORMAL) ? NORMAL : "";
  }
}
