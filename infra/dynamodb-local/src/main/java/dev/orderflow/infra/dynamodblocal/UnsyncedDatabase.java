package dev.orderflow.infra.dynamodblocal;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * The engine's database file, written without waiting for the disk at every commit.
 *
 * <p>The engine syncs several times for each write, which on a busy disk makes one write cost tens of milliseconds. What
 * is written is with the operating system all the same, so nothing is lost when this process is killed; only a power cut
 * can damage the file, and then a developer's machine starts afresh.
 */
final class UnsyncedDatabase extends SQLiteDBAccess {

    /** The name under which the engine itself would keep the one database that all clients share. */
    private static final String NAME = "shared-local-instance";

    /** As the engine has it: threads that build indexes added later. */
    private static final int JOB_THREADS = 10;

    private UnsyncedDatabase(File file) {
        super(file);
        SQLiteJob<Void> setting = queue.execute(new SQLiteJob<Void>() {
            @Override
            protected Void job(SQLiteConnection connection) throws SQLiteException {
                connection.exec("PRAGMA synchronous=OFF");
                return null;
            }
        });
        setting.complete();
        if (setting.getError() != null) {
            throw new IllegalStateException("cannot set up " + file, setting.getError());
        }
    }

    /** Puts it where the request handler would open its own at the first request. */
    static void useIn(LocalDynamoDBRequestHandler requests, Path folder) throws ReflectiveOperationException {
        // There is no other way in; the version is pinned, and a version without this field fails at once.
        Field field = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
        field.setAccessible(true);
        @SuppressWarnings("unchecked")
        var databases = (Map<String, AmazonDynamoDBLocal>) field.get(requests);
        var file = new UnsyncedDatabase(folder.resolve(NAME + ".db").toFile());
        databases.put(
                NAME, new LocalDBClient(file, new JobsRegister(Executors.newFixedThreadPool(JOB_THREADS), false)));
    }
}
