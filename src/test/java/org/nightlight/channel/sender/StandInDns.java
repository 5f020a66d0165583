package org.nightlight.channel.sender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** A DNS server on this machine that knows some TXT records; of all else it says that there is none. */
public final class StandInDns implements AutoCloseable {
    private final DatagramSocket socket;
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean silent;

    public StandInDns() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofPlatform().daemon().name("dns").start(this::serve);
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** @param strings pieces of at most 255 characters */
    public StandInDns text(String name, String... strings) {
        texts.put(name + ".", List.of(strings));
        return this;
    }

    public void fallSilent() {
        silent = true;
    }

    public int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[4_096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                asked.incrementAndGet();
                if (!silent) {
                    byte[] answer = answer(java.util.Arrays.copyOf(buffer, packet.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                // Ends with the socket.
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        Message query = new Message(question);
        Record asks = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(asks, Section.QUESTION);
        Name name = asks.getName();
        List<String> known = texts.get(name.toString());
        if (known == null) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (asks.getType() == Type.TXT) {
            // No time to live: what one test was told, the next must ask again.
            answer.addRecord(new TXTRecord(name, DClass.IN, 0, known), Section.ANSWER);
        }
        return answer.toWire();
    }
}
