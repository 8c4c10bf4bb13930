package io.repohook.artifact.host;

import io.repohook.artifact.Saying;
import io.repohook.spool.Spool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with one host, whose filter writes into a spool. */
abstract class HostTest {
  @TempDir Path temporary;
  Path spool;

  @BeforeEach
  void makeSpool() throws Exception {
    temporary = temporary.toRealPath();
    spool = Spool.create(temporary.resolve("spool")).folder();
  }

  /** One whose application is that servlet, in the container's API. */
  Host start(Container container, String servlet) throws Exception {
    return container.with(container.servlet(servlet), temporary, spool);
  }

  /** What a person would say happened; to be asked for when the host is closed. */
  List<String> told() throws Exception {
    return Told.of(spool).events().stream().map(Saying::say).toList();
  }
}
