package io.repohook.format.repohook;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The published schema, as a receiver would use it. */
final class EventSchema {
  private final Schema schema;

  EventSchema() throws IOException {
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("../docs/schema/event.schema.json")), InputFormat.JSON);
  }

  List<String> violations(JsonNode event) {
    return schema.validate(event).stream().map(Error::toString).toList();
  }
}
