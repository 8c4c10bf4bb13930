package io.repohook.acceptance;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The schema that the archive brings along, as a receiver would use it. */
final class EventSchema {
  private final Schema schema;

  EventSchema() throws IOException {
    Path archive = Path.of(Objects.requireNonNull(System.getProperty("acceptance.archive")));
    String text = Files.readString(archive.resolve("docs/schema/event.schema.json"));
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text, InputFormat.JSON);
  }

  List<String> violations(Arrival arrival) {
    return schema.validate(arrival.event()).stream().map(Error::toString).toList();
  }
}
