package dev.orderflow.infra.cloudformation;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Files that stacks refer to, in one bucket and each under the hash of its content: an unchanged file keeps its key, so
 * that its stack has nothing to change, and a changed one never replaces what a roll-back needs.
 */
record Artifacts(S3Client s3, String bucket) {

    /** For emulators, where no stack brings the bucket. */
    void ensureBucket() {
        try {
            s3.headBucket(head -> head.bucket(bucket));
        } catch (NoSuchBucketException absent) {
            s3.createBucket(create -> create.bucket(bucket));
        }
    }

    /** @return the file's key in the bucket */
    String put(Path file) {
        return put(file.getFileName().toString(), read(file));
    }

    /** @return the content's key in the bucket, which ends with the name */
    String put(String name, byte[] content) {
        String key = sha256(content) + "/" + name;
        try {
            s3.headObject(head -> head.bucket(bucket).key(key));
        } catch (NoSuchKeyException absent) {
            s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
        }
        return key;
    }

    URL url(String key) {
        return s3.utilities().getUrl(get -> get.bucket(bucket).key(key));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DeploymentException("Cannot read " + file + ": is it built? (" + e + ")", e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
