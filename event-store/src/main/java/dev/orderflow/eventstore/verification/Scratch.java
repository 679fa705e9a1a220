package dev.orderflow.eventstore.verification;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists on disk, for what is too much for memory: some 100 bytes a commit and side. Gone when closed; what a crash leaves
 * behind is removed by the next one in the same folder.
 */
final class Scratch implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** @param folder of this verification alone */
    static Scratch in(Path folder) {
        try {
            delete(folder);
            return new Scratch(Files.createDirectories(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + folder + "; set orderflow.archive.scratch-folder", e);
        }
    }

    /** Lists of the same kind, each item put into the one that its key falls into. */
    Lists lists(String name, int number) {
        return new Lists(name, number);
    }

    @Override
    public void close() {
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + folder, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Writes an item. */
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads an item, all of what was written of it. */
    interface Reading {
        void from(DataInputStream in) throws IOException;
    }

    final class Lists implements AutoCloseable {
        private final List<Path> files = new ArrayList<>();
        private final List<DataOutputStream> outs = new ArrayList<>();

        private Lists(String name, int number) {
            try {
                for (int i = 0; i < number; i++) {
                    files.add(folder.resolve(name + "-" + i));
                    outs.add(new DataOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(files.get(i)), BUFFER)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void add(String key, Writing item) {
            try {
                item.to(outs.get(Math.floorMod(key.hashCode(), outs.size())));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write to " + folder + "; is the disk full?", e);
            }
        }

        /** No more is added; the files stay until the scratch is closed. */
        @Override
        public void close() {
            try {
                for (DataOutputStream out : outs) {
                    out.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Hands on the items of one list, in the order in which they were added. */
        void read(int number, Reading reader) {
            try (DataInputStream in = open(number)) {
                while (true) {
                    in.mark(1);
                    if (in.read() < 0) {
                        return;
                    }
                    in.reset();
                    reader.from(in);
                }
            } catch (EOFException e) {
                throw new IllegalStateException("A list in " + folder + " ends within an item", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The only list, to be read step by step. */
        DataInputStream open(int number) throws IOException {
            return new DataInputStream(new BufferedInputStream(Files.newInputStream(files.get(number)), BUFFER));
        }
    }
}
