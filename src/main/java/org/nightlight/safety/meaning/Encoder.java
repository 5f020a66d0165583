package org.nightlight.safety.meaning;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Map;

/**
 * What each piece of a text means where it stands: the all-MiniLM-L6-v2 language model, in this process, on one thread for
 * each call. Any number of threads may ask at once; none waits for another. Nothing leaves the machine.
 */
public final class Encoder implements AutoCloseable {
    /** Numbers for each piece. */
    static final int WIDTH = 384;
    /** Most pieces read at once. */
    static final int MOST = 126;

    /** Bytes of the model, a little more. */
    private static final int ROUGHLY = 24 << 20;

    private static final long BEGIN = 101;
    private static final long END = 102;

    private final WordPieces pieces;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private Encoder(InputStream tokenizer, ByteBuffer model) throws OrtException {
        pieces = new WordPieces(tokenizer);
        environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setCPUArenaAllocator(false); // keeps nothing between calls, so that memory stays bounded
            options.setMemoryPatternOptimization(false);
            session = environment.createSession(model, options);
        }
    }

    /** @throws IllegalStateException when the model is missing, broken or cannot run on this machine */
    public static Encoder builtIn() {
        try (InputStream tokenizer = open("/all-minilm-l6-v2-q-tokenizer.json");
                InputStream model = open("/all-minilm-l6-v2-q.onnx")) {
            return new Encoder(tokenizer, outsideTheHeap(model));
        } catch (IOException | OrtException failed) {
            throw new IllegalStateException("the language model could not be loaded", failed);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream found = Encoder.class.getResourceAsStream(name);
        if (found == null) {
            throw new IOException("missing: " + name);
        }
        return found;
    }

    /** In the heap the model would be there twice while it is read, and a heap that grew stays large. */
    private static ByteBuffer outsideTheHeap(InputStream model) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(ROUGHLY);
        ReadableByteChannel in = Channels.newChannel(model);
        while (in.read(bytes) >= 0) {
            if (!bytes.hasRemaining()) {
                bytes = ByteBuffer.allocateDirect(bytes.capacity() * 2).put(bytes.flip());
            }
        }
        return bytes.flip();
    }

    WordPieces.Pieces cut(String folded) {
        return pieces.of(folded);
    }

    /** {@link #WIDTH} numbers for each of the pieces from {@code from} to {@code to}, at most {@link #MOST} of them. */
    float[] states(WordPieces.Pieces text, int from, int to) {
        int count = to - from;
        long[] ids = new long[count + 2];
        ids[0] = BEGIN;
        System.arraycopy(text.ids(), from, ids, 1, count);
        ids[count + 1] = END;
        long[] seen = new long[ids.length];
        Arrays.fill(seen, 1);
        long[] shape = {1, ids.length};
        try (OnnxTensor words = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(seen), shape);
                OnnxTensor kinds = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", words, "attention_mask", mask, "token_type_ids", kinds))) {
            FloatBuffer all = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] states = new float[count * WIDTH];
            all.position(WIDTH);
            all.get(states);
            return states;
        } catch (OrtException failed) {
            throw new IllegalStateException("the language model failed", failed);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException("the language model could not be closed", failed);
        }
    }
}
