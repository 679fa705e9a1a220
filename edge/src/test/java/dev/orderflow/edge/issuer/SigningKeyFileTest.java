package dev.orderflow.edge.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest {

    @TempDir
    Path folder;

    @Test
    void makes_a_key_once_and_reads_it_ever_after() throws Exception {
        Path nested = folder.resolve("data").resolve("issuer");

        RSAKey made = SigningKeyFile.readOrMake(nested);
        RSAKey read = SigningKeyFile.readOrMake(nested);

        assertThat(read.toJSONString()).isEqualTo(made.toJSONString());
        assertThat(made.size()).isEqualTo(2048);
        try (Stream<Path> files = Files.list(nested)) {
            assertThat(files).containsExactly(nested.resolve("signing-key.json"));
        }
    }

    @Test
    void lets_nobody_but_the_owner_read_it() throws Exception {
        SigningKeyFile.readOrMake(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signing-key.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refuses_a_file_that_holds_no_private_key_and_says_what_to_do() throws Exception {
        Path file = folder.resolve("signing-key.json");
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> SigningKeyFile.readOrMake(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Delete it");

        Files.delete(file);
        String publicHalf = SigningKeyFile.readOrMake(folder).toPublicJWK().toJSONString();
        Files.writeString(file, publicHalf);
        assertThatThrownBy(() -> SigningKeyFile.readOrMake(folder)).isInstanceOf(IllegalStateException.class);
    }
}
