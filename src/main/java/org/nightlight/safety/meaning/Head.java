package org.nightlight.safety.meaning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * What our own lines taught: two small judges and how far each is to be believed. One reads what the language model makes
 * of each piece, so it sees what is meant; the other reads words and parts of words, so it sees what is spelt.
 *
 * @param senses the judge of meanings
 * @param spellings the judge of words
 * @param onSenses how much the first counts
 * @param onSpellings how much the second counts
 * @param bias what is added; above 0 in the sum is more likely an alarm than not
 * @param version names the data and the way of training
 */
record Head(Senses senses, Spellings spellings, float onSenses, float onSpellings, float bias, String version) {
    private static final int MAGIC = 0x4e4c4832;

    /** In natural-log units: how much speaks for an alarm by both judges. */
    double alarm(double bySenses, double bySpellings) {
        return onSenses * bySenses + onSpellings * bySpellings + bias;
    }

    /** @throws IOException also when the bytes are not what was written */
    static Head read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (data.readInt() != MAGIC) {
            throw new IOException("not a head of this kind");
        }
        byte[] body = new byte[data.readInt()];
        long sum = data.readLong();
        data.readFully(body);
        if (sum(body) != sum) {
            throw new IOException("the head is damaged");
        }
        DataInputStream inner = new DataInputStream(new java.io.ByteArrayInputStream(body));
        String version = inner.readUTF();
        float onSenses = inner.readFloat();
        float onSpellings = inner.readFloat();
        float bias = inner.readFloat();
        return new Head(Senses.read(inner), Spellings.read(inner), onSenses, onSpellings, bias, version);
    }

    void write(OutputStream out) throws IOException {
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        DataOutputStream inner = new DataOutputStream(body);
        inner.writeUTF(version);
        inner.writeFloat(onSenses);
        inner.writeFloat(onSpellings);
        inner.writeFloat(bias);
        senses.write(inner);
        spellings.write(inner);
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(MAGIC);
        data.writeInt(body.size());
        data.writeLong(sum(body.toByteArray()));
        body.writeTo(data);
        data.flush();
    }

    private static long sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }
}
