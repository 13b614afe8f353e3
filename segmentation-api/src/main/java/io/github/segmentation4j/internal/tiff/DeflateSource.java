package io.github.segmentation4j.internal.tiff;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A zlib stream (Adobe's TIFF technical note 3). What follows the last sample, its checksum too, is not read. */
final class DeflateSource implements ByteSource {
    private final Inflater inflater = new Inflater();

    DeflateSource(Span data) {
        inflater.setInput(data.content(), data.start(), data.length());
    }

    @Override
    public void read(byte[] target, int offset, int length) throws TiffException {
        int written = 0;
        try {
            while (written < length) {
                int count = inflater.inflate(target, offset + written, length - written);
                if (count == 0 && (inflater.finished() || inflater.needsInput())) {
                    throw ByteSource.tooShort();
                }
                if (inflater.needsDictionary()) {
                    throw TiffException.damaged("a strip or tile asks for a dictionary of zlib");
                }
                written += count;
            }
        } catch (DataFormatException e) {
            throw TiffException.damaged("the zlib data of a strip or tile are wrong", e);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
