package io.repohook.outbox;

import java.util.List;

/**
 * Downloads that are only counted in a subscription's digest. Nothing but the counts is kept of
 * them, so what is committed twice is counted twice: they come with the place up to which their
 * source has been read, or with the origin that {@link Outbox#holds} then knows.
 *
 * @param first the first of them; it is recorded if it opens the digest, as what a digest's
 *     delivery is listed under
 */
public record NewCounting(Opening opening, NewEvent first, List<DownloadCount> counts) {

  public NewCounting {
    counts = List.copyOf(counts);
  }
}
