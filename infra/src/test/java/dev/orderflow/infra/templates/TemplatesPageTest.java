package dev.orderflow.infra.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class TemplatesPageTest {
    /** Writes the page instead of comparing it. */
    private static final String WRITE = "orderflow.write-pages";

    @Test
    void the_page_tells_of_the_templates_as_they_are() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(TemplatesPage.file(), TemplatesPage.text());
        }
        assertThat(TemplatesPage.file())
                .as("docs/cloudformation.md; -D%s=true writes it", WRITE)
                .hasContent(TemplatesPage.text());
    }

    @Test
    void nothing_is_called_created_that_no_template_has() {
        for (Template template : Template.all()) {
            Proof.Created created = Proof.CREATED.get(template.stack());
            if (created != null) {
                assertThat(template.types().keySet()).as(template.stack()).containsAll(created.types());
            }
        }
    }
}
