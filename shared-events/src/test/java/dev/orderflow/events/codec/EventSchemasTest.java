package dev.orderflow.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schemas that the events stack publishes are those of the event classes; and what the golden files hold is what they
 * promise. For a new event, run this with {@code -Dschemas.write=true}, which writes the files and their part of the template.
 */
class EventSchemasTest {
    private static final Path STACK = Path.of("../infra/cloudformation/events");
    private static final Path TEMPLATE = STACK.resolve("template.yaml");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String BEGIN = "  # BEGIN schemas\n";
    private static final String END = "  # END schemas\n";

    /** CloudFormation takes so many bytes of a template from S3, and so many resources. */
    private static final int LARGEST_TEMPLATE = 1_000_000;

    private static final int MOST_RESOURCES = 500;

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonMapper COMPACT = new JsonMapper();

    @Test
    void each_event_has_the_schema_of_its_class_and_there_are_no_others() throws IOException {
        writeIfAsked();
        List<String> files;
        try (Stream<Path> all = Files.list(STACK.resolve("schemas"))) {
            files = all.map(file -> file.getFileName().toString()).sorted().toList();
        }
        assertThat(files)
                .as("run with -Dschemas.write=true to write them")
                .isEqualTo(EventSchemas.all().keySet().stream()
                        .map(name -> name + ".json")
                        .toList());
        EventSchemas.all()
                .forEach((name, schema) -> assertThat(file(name))
                        .as("%s; a published event keeps its shape: give a new shape a new version", name)
                        .content()
                        .isEqualTo(PRETTY.writeValueAsString(schema) + "\n"));
    }

    @Test
    void the_template_publishes_these_very_schemas() throws IOException {
        writeIfAsked();
        String template = Files.readString(TEMPLATE);

        assertThat(template).contains(BEGIN + resources() + END);
        assertThat(template.length()).isLessThan(LARGEST_TEMPLATE);
        assertThat(template.lines().filter(line -> line.startsWith("    Type: AWS::")))
                .hasSizeLessThan(MOST_RESOURCES);
    }

    @Test
    void every_golden_file_is_what_its_schema_promises() throws IOException {
        for (String name : EventTypes.names()) {
            assertThat(errors(name, golden(name))).as(name).isEmpty();
        }
    }

    /** The check can fail: a field too many, one too few, one of another type, a value that there is not. */
    @Test
    void whatever_else_is_refused() throws IOException {
        String shipped = golden("order.shipped.v1");
        assertThat(errors("order.shipped.v1", shipped.replace("\"shipmentId\"", "\"parcelId\"")))
                .hasSize(2);
        assertThat(errors(
                        "order.shipped.v1",
                        shipped.replaceFirst("\"trackingNumber\":\"[^\"]*\"", "\"trackingNumber\":7")))
                .hasSize(1);
        assertThat(errors("order.rejected.v1", golden("order.rejected.v1").replace("OUT_OF_STOCK", "OUT_OF_LUCK")))
                .hasSize(1);
        assertThat(errors("order.shipped.v1", golden("order.paid.v1"))).isNotEmpty();
    }

    private static List<Error> errors(String name, String data) throws IOException {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(Files.readString(file(name)));
        String event = """
                {"source":"orderflow","detail-type":"%s","detail":{"streamId":"order-1","version":1,\
                "recordedAt":"2010-12-01T12:00:00Z","correlationId":"r","causationId":"r","data":%s}}""".formatted(name, data);
        return schema.validate(event, InputFormat.JSON);
    }

    private static String golden(String name) throws IOException {
        return Files.readString(GOLDEN.resolve(name + ".json")).strip();
    }

    private static Path file(String name) {
        return STACK.resolve("schemas").resolve(name + ".json");
    }

    /** A schema a resource; JSON in single quotes is YAML, and as short as it can be. */
    private static String resources() {
        return EventSchemas.all().entrySet().stream()
                .map(each -> """
                          %sSchema:
                            Type: AWS::EventSchemas::Schema
                            Properties:
                              RegistryName: !GetAtt Registry.RegistryName
                              SchemaName: orderflow@%s
                              Type: JSONSchemaDraft4
                              Content: '%s'
                        """.formatted(
                                logicalName(each.getKey()),
                                each.getKey(),
                                COMPACT.writeValueAsString(each.getValue()).replace("'", "''")))
                .collect(Collectors.joining());
    }

    private static String logicalName(String wireName) {
        List<String> words = new ArrayList<>();
        for (String word : wireName.split("[.-]")) {
            words.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return String.join("", words);
    }

    private static void writeIfAsked() throws IOException {
        if (!Boolean.getBoolean("schemas.write")) {
            return;
        }
        Files.createDirectories(STACK.resolve("schemas"));
        EventSchemas.all().forEach((name, schema) -> {
            try {
                Files.writeString(file(name), PRETTY.writeValueAsString(schema) + "\n");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        String template = Files.readString(TEMPLATE);
        int from = template.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
                TEMPLATE, template.substring(0, from) + resources() + template.substring(template.indexOf(END)));
    }
}
