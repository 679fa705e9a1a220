package dev.orderflow.edge.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The issuer's key: made at the first start, the same ever after, readable by its owner only. */
final class SigningKeyFile {

    private static final Logger log = LoggerFactory.getLogger(SigningKeyFile.class);

    private static final String NAME = "signing-key.json";

    /** The size that RFC 7518 asks for at least. */
    private static final int BITS = 2048;

    private SigningKeyFile() {}

    /**
     * Reads the key, or makes it where there is none.
     *
     * @throws IllegalStateException if there is a file and it holds no key
     */
    static RSAKey readOrMake(Path folder) {
        Path file = folder.resolve(NAME).toAbsolutePath().normalize();
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            Files.createDirectories(file.getParent());
            RSAKey made = make();
            if (write(file, made)) {
                log.info("Made a signing key for local tokens: {}", file);
                return made;
            }
            // Another edge was quicker; there is one key for all.
            return read(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("The issuer's key " + file + " cannot be read or written", failed);
        }
    }

    private static RSAKey read(Path file) throws IOException {
        try {
            RSAKey key = RSAKey.parse(Files.readString(file));
            if (key.isPrivate()) {
                log.info("Local tokens are signed with {}", file);
                return key;
            }
        } catch (ParseException _) {
            // Answered below, as a file that holds half a key.
        }
        throw new IllegalStateException(
                "The issuer's key " + file + " is not a private RSA key. Delete it, and a new one is made.");
    }

    private static RSAKey make() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("Every Java platform makes RSA keys", impossible);
        }
    }

    /** Whole or not at all: written beside, then linked into place, which fails where another was first. */
    private static boolean write(Path file, RSAKey key) throws IOException {
        Path beside = Files.createTempFile(file.getParent(), NAME, ".new", ownerOnly());
        try {
            Files.writeString(beside, key.toJSONString());
            Files.createLink(file, beside);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
