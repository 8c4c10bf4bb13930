package io.repohook.quickstart;

import java.io.IOException;
import java.util.List;

/** One thing that the demonstration shows, with what it needs of its own. */
interface Part {
  /** Sets up what it needs; the server is not started yet. */
  void prepare() throws IOException, InterruptedException;

  /** What happens, one after the other. */
  List<Step> steps();
}
