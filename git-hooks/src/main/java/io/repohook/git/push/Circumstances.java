package io.repohook.git.push;

import io.repohook.event.PushCertificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a push as a whole says, beside its refs.
 *
 * @param options the push options, in the order given
 * @param certificate null for a push that was not signed
 * @param reconciled whether no hook reported it
 */
public record Circumstances(
    List<String> options, @Nullable PushCertificate certificate, boolean reconciled) {

  /** Of a change that no hook reported. */
  public static final Circumstances RECONCILED = new Circumstances(List.of(), null, true);

  public Circumstances {
    options = List.copyOf(options);
  }
}
