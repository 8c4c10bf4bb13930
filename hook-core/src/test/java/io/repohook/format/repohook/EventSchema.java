package io.repohook.format.repohook;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The published schemas, as a receiver would use them. */
final class EventSchema {
  private final Schema schema;

  /** The schema of an event. */
  EventSchema() throws IOException {
    this("event");
  }

  /** The schema of that name in {@code docs/schema}. */
  EventSchema(String name) throws IOException {
    Map<String, String> published = new HashMap<>();
    for (String each : List.of("event", "digest")) {
      published.put(
          "urn:repohook:schema:" + each,
          Files.readString(Path.of("../docs/schema/" + each + ".schema.json")));
    }
    schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(published))
            .getSchema(SchemaLocation.of("urn:repohook:schema:" + name));
  }

  List<String> violations(JsonNode event) {
    return schema.validate(event).stream().map(Error::toString).toList();
  }
}
